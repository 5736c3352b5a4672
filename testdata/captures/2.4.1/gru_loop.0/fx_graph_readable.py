class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[21, 5]", arg1_1: "f32[21, 7]", arg2_1: "f32[21]", arg3_1: "f32[21]", arg4_1: "f32[3, 7]", arg5_1: "f32[3]", arg6_1: "f32[4, 2, 5]"):
        # File: cases_new.py:134 in forward, code: h = torch.zeros(x.shape[1], 7, device=x.device); out = []
        full: "f32[2, 7]" = torch.ops.aten.full.default([2, 7], 0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'), pin_memory = False)
        
        # File: cases_new.py:135 in forward, code: for t in range(x.shape[0]): h = self.c(x[t], h); out.append(self.o(h))
        select: "f32[2, 5]" = torch.ops.aten.select.int(arg6_1, 0, 0)
        permute: "f32[5, 21]" = torch.ops.aten.permute.default(arg0_1, [1, 0])
        addmm: "f32[2, 21]" = torch.ops.aten.addmm.default(arg2_1, select, permute);  select = permute = None
        split = torch.ops.aten.split.Tensor(addmm, 7, 1);  addmm = None
        getitem: "f32[2, 7]" = split[0]
        getitem_1: "f32[2, 7]" = split[1]
        getitem_2: "f32[2, 7]" = split[2];  split = None
        permute_1: "f32[7, 21]" = torch.ops.aten.permute.default(arg1_1, [1, 0])
        addmm_1: "f32[2, 21]" = torch.ops.aten.addmm.default(arg3_1, full, permute_1);  permute_1 = None
        split_1 = torch.ops.aten.split.Tensor(addmm_1, 7, 1);  addmm_1 = None
        getitem_3: "f32[2, 7]" = split_1[0]
        getitem_4: "f32[2, 7]" = split_1[1]
        getitem_5: "f32[2, 7]" = split_1[2];  split_1 = None
        add: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_3, getitem);  getitem_3 = getitem = None
        sigmoid: "f32[2, 7]" = torch.ops.aten.sigmoid.default(add);  add = None
        add_1: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_4, getitem_1);  getitem_4 = getitem_1 = None
        sigmoid_1: "f32[2, 7]" = torch.ops.aten.sigmoid.default(add_1);  add_1 = None
        mul: "f32[2, 7]" = torch.ops.aten.mul.Tensor(getitem_5, sigmoid);  getitem_5 = sigmoid = None
        add_2: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_2, mul);  getitem_2 = mul = None
        tanh: "f32[2, 7]" = torch.ops.aten.tanh.default(add_2);  add_2 = None
        sub: "f32[2, 7]" = torch.ops.aten.sub.Tensor(full, tanh);  full = None
        mul_1: "f32[2, 7]" = torch.ops.aten.mul.Tensor(sub, sigmoid_1);  sub = sigmoid_1 = None
        add_3: "f32[2, 7]" = torch.ops.aten.add.Tensor(mul_1, tanh);  mul_1 = tanh = None
        permute_2: "f32[7, 3]" = torch.ops.aten.permute.default(arg4_1, [1, 0])
        addmm_2: "f32[2, 3]" = torch.ops.aten.addmm.default(arg5_1, add_3, permute_2);  permute_2 = None
        select_1: "f32[2, 5]" = torch.ops.aten.select.int(arg6_1, 0, 1)
        permute_3: "f32[5, 21]" = torch.ops.aten.permute.default(arg0_1, [1, 0])
        addmm_3: "f32[2, 21]" = torch.ops.aten.addmm.default(arg2_1, select_1, permute_3);  select_1 = permute_3 = None
        split_2 = torch.ops.aten.split.Tensor(addmm_3, 7, 1);  addmm_3 = None
        getitem_6: "f32[2, 7]" = split_2[0]
        getitem_7: "f32[2, 7]" = split_2[1]
        getitem_8: "f32[2, 7]" = split_2[2];  split_2 = None
        permute_4: "f32[7, 21]" = torch.ops.aten.permute.default(arg1_1, [1, 0])
        addmm_4: "f32[2, 21]" = torch.ops.aten.addmm.default(arg3_1, add_3, permute_4);  permute_4 = None
        split_3 = torch.ops.aten.split.Tensor(addmm_4, 7, 1);  addmm_4 = None
        getitem_9: "f32[2, 7]" = split_3[0]
        getitem_10: "f32[2, 7]" = split_3[1]
        getitem_11: "f32[2, 7]" = split_3[2];  split_3 = None
        add_4: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_9, getitem_6);  getitem_9 = getitem_6 = None
        sigmoid_2: "f32[2, 7]" = torch.ops.aten.sigmoid.default(add_4);  add_4 = None
        add_5: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_10, getitem_7);  getitem_10 = getitem_7 = None
        sigmoid_3: "f32[2, 7]" = torch.ops.aten.sigmoid.default(add_5);  add_5 = None
        mul_2: "f32[2, 7]" = torch.ops.aten.mul.Tensor(getitem_11, sigmoid_2);  getitem_11 = sigmoid_2 = None
        add_6: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_8, mul_2);  getitem_8 = mul_2 = None
        tanh_1: "f32[2, 7]" = torch.ops.aten.tanh.default(add_6);  add_6 = None
        sub_1: "f32[2, 7]" = torch.ops.aten.sub.Tensor(add_3, tanh_1);  add_3 = None
        mul_3: "f32[2, 7]" = torch.ops.aten.mul.Tensor(sub_1, sigmoid_3);  sub_1 = sigmoid_3 = None
        add_7: "f32[2, 7]" = torch.ops.aten.add.Tensor(mul_3, tanh_1);  mul_3 = tanh_1 = None
        permute_5: "f32[7, 3]" = torch.ops.aten.permute.default(arg4_1, [1, 0])
        addmm_5: "f32[2, 3]" = torch.ops.aten.addmm.default(arg5_1, add_7, permute_5);  permute_5 = None
        select_2: "f32[2, 5]" = torch.ops.aten.select.int(arg6_1, 0, 2)
        permute_6: "f32[5, 21]" = torch.ops.aten.permute.default(arg0_1, [1, 0])
        addmm_6: "f32[2, 21]" = torch.ops.aten.addmm.default(arg2_1, select_2, permute_6);  select_2 = permute_6 = None
        split_4 = torch.ops.aten.split.Tensor(addmm_6, 7, 1);  addmm_6 = None
        getitem_12: "f32[2, 7]" = split_4[0]
        getitem_13: "f32[2, 7]" = split_4[1]
        getitem_14: "f32[2, 7]" = split_4[2];  split_4 = None
        permute_7: "f32[7, 21]" = torch.ops.aten.permute.default(arg1_1, [1, 0])
        addmm_7: "f32[2, 21]" = torch.ops.aten.addmm.default(arg3_1, add_7, permute_7);  permute_7 = None
        split_5 = torch.ops.aten.split.Tensor(addmm_7, 7, 1);  addmm_7 = None
        getitem_15: "f32[2, 7]" = split_5[0]
        getitem_16: "f32[2, 7]" = split_5[1]
        getitem_17: "f32[2, 7]" = split_5[2];  split_5 = None
        add_8: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_15, getitem_12);  getitem_15 = getitem_12 = None
        sigmoid_4: "f32[2, 7]" = torch.ops.aten.sigmoid.default(add_8);  add_8 = None
        add_9: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_16, getitem_13);  getitem_16 = getitem_13 = None
        sigmoid_5: "f32[2, 7]" = torch.ops.aten.sigmoid.default(add_9);  add_9 = None
        mul_4: "f32[2, 7]" = torch.ops.aten.mul.Tensor(getitem_17, sigmoid_4);  getitem_17 = sigmoid_4 = None
        add_10: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_14, mul_4);  getitem_14 = mul_4 = None
        tanh_2: "f32[2, 7]" = torch.ops.aten.tanh.default(add_10);  add_10 = None
        sub_2: "f32[2, 7]" = torch.ops.aten.sub.Tensor(add_7, tanh_2);  add_7 = None
        mul_5: "f32[2, 7]" = torch.ops.aten.mul.Tensor(sub_2, sigmoid_5);  sub_2 = sigmoid_5 = None
        add_11: "f32[2, 7]" = torch.ops.aten.add.Tensor(mul_5, tanh_2);  mul_5 = tanh_2 = None
        permute_8: "f32[7, 3]" = torch.ops.aten.permute.default(arg4_1, [1, 0])
        addmm_8: "f32[2, 3]" = torch.ops.aten.addmm.default(arg5_1, add_11, permute_8);  permute_8 = None
        select_3: "f32[2, 5]" = torch.ops.aten.select.int(arg6_1, 0, 3);  arg6_1 = None
        permute_9: "f32[5, 21]" = torch.ops.aten.permute.default(arg0_1, [1, 0]);  arg0_1 = None
        addmm_9: "f32[2, 21]" = torch.ops.aten.addmm.default(arg2_1, select_3, permute_9);  arg2_1 = select_3 = permute_9 = None
        split_6 = torch.ops.aten.split.Tensor(addmm_9, 7, 1);  addmm_9 = None
        getitem_18: "f32[2, 7]" = split_6[0]
        getitem_19: "f32[2, 7]" = split_6[1]
        getitem_20: "f32[2, 7]" = split_6[2];  split_6 = None
        permute_10: "f32[7, 21]" = torch.ops.aten.permute.default(arg1_1, [1, 0]);  arg1_1 = None
        addmm_10: "f32[2, 21]" = torch.ops.aten.addmm.default(arg3_1, add_11, permute_10);  arg3_1 = permute_10 = None
        split_7 = torch.ops.aten.split.Tensor(addmm_10, 7, 1);  addmm_10 = None
        getitem_21: "f32[2, 7]" = split_7[0]
        getitem_22: "f32[2, 7]" = split_7[1]
        getitem_23: "f32[2, 7]" = split_7[2];  split_7 = None
        add_12: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_21, getitem_18);  getitem_21 = getitem_18 = None
        sigmoid_6: "f32[2, 7]" = torch.ops.aten.sigmoid.default(add_12);  add_12 = None
        add_13: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_22, getitem_19);  getitem_22 = getitem_19 = None
        sigmoid_7: "f32[2, 7]" = torch.ops.aten.sigmoid.default(add_13);  add_13 = None
        mul_6: "f32[2, 7]" = torch.ops.aten.mul.Tensor(getitem_23, sigmoid_6);  getitem_23 = sigmoid_6 = None
        add_14: "f32[2, 7]" = torch.ops.aten.add.Tensor(getitem_20, mul_6);  getitem_20 = mul_6 = None
        tanh_3: "f32[2, 7]" = torch.ops.aten.tanh.default(add_14);  add_14 = None
        sub_3: "f32[2, 7]" = torch.ops.aten.sub.Tensor(add_11, tanh_3);  add_11 = None
        mul_7: "f32[2, 7]" = torch.ops.aten.mul.Tensor(sub_3, sigmoid_7);  sub_3 = sigmoid_7 = None
        add_15: "f32[2, 7]" = torch.ops.aten.add.Tensor(mul_7, tanh_3);  mul_7 = tanh_3 = None
        permute_11: "f32[7, 3]" = torch.ops.aten.permute.default(arg4_1, [1, 0]);  arg4_1 = None
        addmm_11: "f32[2, 3]" = torch.ops.aten.addmm.default(arg5_1, add_15, permute_11);  arg5_1 = add_15 = permute_11 = None
        
        # File: cases_new.py:136 in forward, code: return torch.stack(out)
        cat: "f32[8, 3]" = torch.ops.aten.cat.default([addmm_2, addmm_5, addmm_8, addmm_11]);  addmm_2 = addmm_5 = addmm_8 = addmm_11 = None
        view: "f32[4, 2, 3]" = torch.ops.aten.view.default(cat, [4, 2, 3]);  cat = None
        return (view,)
        