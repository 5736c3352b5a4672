def call(args):
    buf0 = f(1,
    return (buf0, )
