// Keeps the library from being empty while no support source exists.
