def call(args):
    print('no end)
