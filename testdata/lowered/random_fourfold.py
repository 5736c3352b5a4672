    tmp2 = triton_helpers.rand4x(tmp0, (tmp1).to(tl.uint32))
