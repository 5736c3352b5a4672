    tmp1 = tl.full([XBLOCK], 120, tl.int32)
    tmp2 = tmp0 + tmp1
    tl.device_assert(((0 <= tmp4) & (tmp4 < 120)) | ~(xmask), "index out of bounds: 0 <= tmp4 < 120")
