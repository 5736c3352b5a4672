@triton.jit
def _triton_helper_fn0(arg0_0, arg1_0):
    tmp0 = 0.5
    tmp1 = arg0_0 * tmp0
    tmp2 = tmp1 + arg1_0
    tmp3 = libdevice.tanh(tmp2).to(tl.float32)
    return tmp3
