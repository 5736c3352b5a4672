class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "Sym(s32)", arg1_1: "f64[s32, 16]", arg2_1: "Sym(s84)", arg3_1: "f32[s32, 16, s84]"):
        # No stacktrace found for following nodes
        cumsum: "f64[s32, 16]" = torch.ops.aten.cumsum.default(arg1_1, 0);  arg1_1 = None
        cumsum_2: "f64[s32, 16]" = torch.ops.aten.cumsum.default(cumsum, 1);  cumsum = None
        prod: "f64[s32]" = torch.ops.aten.prod.dim_int(cumsum_2, 1)
        view: "f64[1, s32, 16]" = torch.ops.aten.view.default(cumsum_2, [1, -1, 16]);  cumsum_2 = None
        unsqueeze: "f64[1, 1, s32, 16]" = torch.ops.aten.unsqueeze.default(view, 0);  view = None
        sym_float: "Sym(ToFloat(s32))" = torch.sym_float(arg0_1)
        mul_4: "Sym(1.0*ToFloat(s32))" = sym_float * 1.0;  sym_float = None
        trunc: "Sym(TruncToInt(1.0*ToFloat(s32)))" = math_trunc(mul_4);  mul_4 = None
        iota: "i64[TruncToInt(1.0*ToFloat(s32))]" = torch.ops.prims.iota.default(trunc, start = 0, step = 1, dtype = torch.int64, device = device(type='cuda'), requires_grad = False)
        convert_element_type: "f64[TruncToInt(1.0*ToFloat(s32))]" = torch.ops.prims.convert_element_type.default(iota, torch.float64);  iota = None
        iota_1: "i64[24]" = torch.ops.prims.iota.default(24, start = 0, step = 1, dtype = torch.int64, device = device(type='cuda'), requires_grad = False)
        convert_element_type_1: "f64[24]" = torch.ops.prims.convert_element_type.default(iota_1, torch.float64);  iota_1 = None
        add_1: "f64[24]" = torch.ops.aten.add.Tensor(convert_element_type_1, 0.5);  convert_element_type_1 = None
        mul_5: "f64[24]" = torch.ops.aten.mul.Tensor(add_1, 0.6666666666666666);  add_1 = None
        sub_3: "f64[24]" = torch.ops.aten.sub.Tensor(mul_5, 0.5);  mul_5 = None
        add_2: "f64[TruncToInt(1.0*ToFloat(s32))]" = torch.ops.aten.add.Tensor(convert_element_type, 0.5);  convert_element_type = None
        sub_4: "f64[TruncToInt(1.0*ToFloat(s32))]" = torch.ops.aten.sub.Tensor(add_2, 0.5);  add_2 = None
        unsqueeze_1: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.unsqueeze.default(sub_4, -1);  sub_4 = None
        floor: "f64[24]" = torch.ops.aten.floor.default(sub_3)
        floor_1: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.floor.default(unsqueeze_1)
        sub_5: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.sub.Tensor(unsqueeze_1, floor_1);  unsqueeze_1 = None
        clamp_min: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(sub_5, 0.0);  sub_5 = None
        clamp_max: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min, 1.0);  clamp_min = None
        sub_6: "f64[24]" = torch.ops.aten.sub.Tensor(sub_3, floor);  sub_3 = None
        clamp_min_1: "f64[24]" = torch.ops.aten.clamp_min.default(sub_6, 0.0);  sub_6 = None
        clamp_max_1: "f64[24]" = torch.ops.aten.clamp_max.default(clamp_min_1, 1.0);  clamp_min_1 = None
        convert_element_type_2: "i64[24]" = torch.ops.prims.convert_element_type.default(floor, torch.int64);  floor = None
        convert_element_type_3: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.prims.convert_element_type.default(floor_1, torch.int64);  floor_1 = None
        sub_7: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.sub.Tensor(convert_element_type_3, 1)
        add_3: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.add.Tensor(convert_element_type_3, 1)
        add_4: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.add.Tensor(convert_element_type_3, 2)
        sub_8: "i64[24]" = torch.ops.aten.sub.Tensor(convert_element_type_2, 1)
        add_5: "i64[24]" = torch.ops.aten.add.Tensor(convert_element_type_2, 1)
        add_6: "i64[24]" = torch.ops.aten.add.Tensor(convert_element_type_2, 2)
        sub_9: "f64[24]" = torch.ops.aten.sub.Tensor(1.0, clamp_max_1)
        cat: "f64[48]" = torch.ops.aten.cat.default([clamp_max_1, sub_9]);  sub_9 = None
        view_1: "f64[2, 24]" = torch.ops.aten.view.default(cat, [2, 24]);  cat = None
        add_7: "f64[24]" = torch.ops.aten.add.Tensor(clamp_max_1, 1.0)
        sub_10: "f64[24]" = torch.ops.aten.sub.Tensor(2.0, clamp_max_1);  clamp_max_1 = None
        cat_1: "f64[48]" = torch.ops.aten.cat.default([add_7, sub_10]);  add_7 = sub_10 = None
        view_2: "f64[2, 24]" = torch.ops.aten.view.default(cat_1, [2, 24]);  cat_1 = None
        mul_7: "f64[2, 24]" = torch.ops.aten.mul.Tensor(view_2, -0.75)
        sub_11: "f64[2, 24]" = torch.ops.aten.sub.Tensor(mul_7, -3.75);  mul_7 = None
        mul_8: "f64[2, 24]" = torch.ops.aten.mul.Tensor(sub_11, view_2);  sub_11 = None
        add_8: "f64[2, 24]" = torch.ops.aten.add.Tensor(mul_8, -6.0);  mul_8 = None
        mul_9: "f64[2, 24]" = torch.ops.aten.mul.Tensor(add_8, view_2);  add_8 = view_2 = None
        sub_12: "f64[2, 24]" = torch.ops.aten.sub.Tensor(mul_9, -3.0);  mul_9 = None
        mul_10: "f64[2, 24]" = torch.ops.aten.mul.Tensor(view_1, 1.25)
        sub_13: "f64[2, 24]" = torch.ops.aten.sub.Tensor(mul_10, 2.25);  mul_10 = None
        mul_11: "f64[2, 24]" = torch.ops.aten.mul.Tensor(sub_13, view_1);  sub_13 = None
        mul_12: "f64[2, 24]" = torch.ops.aten.mul.Tensor(mul_11, view_1);  mul_11 = view_1 = None
        add_9: "f64[2, 24]" = torch.ops.aten.add.Tensor(mul_12, 1);  mul_12 = None
        unbind = torch.ops.aten.unbind.int(sub_12);  sub_12 = None
        getitem: "f64[24]" = unbind[0]
        getitem_1: "f64[24]" = unbind[1];  unbind = None
        unbind_1 = torch.ops.aten.unbind.int(add_9);  add_9 = None
        getitem_2: "f64[24]" = unbind_1[0]
        getitem_3: "f64[24]" = unbind_1[1];  unbind_1 = None
        sub_14: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.sub.Tensor(1.0, clamp_max)
        cat_2: "f64[2*TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.cat.default([clamp_max, sub_14]);  sub_14 = None
        view_3: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.view.default(cat_2, [2, trunc, 1]);  cat_2 = None
        add_10: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.add.Tensor(clamp_max, 1.0)
        sub_15: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.sub.Tensor(2.0, clamp_max);  clamp_max = None
        cat_3: "f64[2*TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.cat.default([add_10, sub_15]);  add_10 = sub_15 = None
        view_4: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.view.default(cat_3, [2, trunc, 1]);  cat_3 = trunc = None
        mul_13: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.mul.Tensor(view_4, -0.75)
        sub_16: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.sub.Tensor(mul_13, -3.75);  mul_13 = None
        mul_14: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.mul.Tensor(sub_16, view_4);  sub_16 = None
        add_11: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.add.Tensor(mul_14, -6.0);  mul_14 = None
        mul_15: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.mul.Tensor(add_11, view_4);  add_11 = view_4 = None
        sub_17: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.sub.Tensor(mul_15, -3.0);  mul_15 = None
        mul_16: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.mul.Tensor(view_3, 1.25)
        sub_18: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.sub.Tensor(mul_16, 2.25);  mul_16 = None
        mul_17: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.mul.Tensor(sub_18, view_3);  sub_18 = None
        mul_18: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.mul.Tensor(mul_17, view_3);  mul_17 = view_3 = None
        add_12: "f64[2, TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.add.Tensor(mul_18, 1);  mul_18 = None
        unbind_2 = torch.ops.aten.unbind.int(sub_17);  sub_17 = None
        getitem_4: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = unbind_2[0]
        getitem_5: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = unbind_2[1];  unbind_2 = None
        unbind_3 = torch.ops.aten.unbind.int(add_12);  add_12 = None
        getitem_6: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = unbind_3[0]
        getitem_7: "f64[TruncToInt(1.0*ToFloat(s32)), 1]" = unbind_3[1];  unbind_3 = None
        sub_19: "Sym(s32 - 1)" = arg0_1 - 1;  arg0_1 = None
        clamp_min_2: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(sub_7, 0)
        clamp_max_2: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_2, sub_19);  clamp_min_2 = None
        clamp_min_3: "i64[24]" = torch.ops.aten.clamp_min.default(sub_8, 0)
        clamp_max_3: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_3, 15);  clamp_min_3 = None
        _unsafe_index: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_2, clamp_max_3]);  clamp_max_2 = clamp_max_3 = None
        clamp_min_4: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(sub_7, 0)
        clamp_max_4: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_4, sub_19);  clamp_min_4 = None
        clamp_min_5: "i64[24]" = torch.ops.aten.clamp_min.default(convert_element_type_2, 0)
        clamp_max_5: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_5, 15);  clamp_min_5 = None
        _unsafe_index_1: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_4, clamp_max_5]);  clamp_max_4 = clamp_max_5 = None
        clamp_min_6: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(sub_7, 0)
        clamp_max_6: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_6, sub_19);  clamp_min_6 = None
        clamp_min_7: "i64[24]" = torch.ops.aten.clamp_min.default(add_5, 0)
        clamp_max_7: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_7, 15);  clamp_min_7 = None
        _unsafe_index_2: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_6, clamp_max_7]);  clamp_max_6 = clamp_max_7 = None
        clamp_min_8: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(sub_7, 0);  sub_7 = None
        clamp_max_8: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_8, sub_19);  clamp_min_8 = None
        clamp_min_9: "i64[24]" = torch.ops.aten.clamp_min.default(add_6, 0)
        clamp_max_9: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_9, 15);  clamp_min_9 = None
        _unsafe_index_3: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_8, clamp_max_9]);  clamp_max_8 = clamp_max_9 = None
        mul_19: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index, getitem);  _unsafe_index = None
        mul_20: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_1, getitem_2);  _unsafe_index_1 = None
        add_13: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(mul_19, mul_20);  mul_19 = mul_20 = None
        mul_21: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_2, getitem_3);  _unsafe_index_2 = None
        add_14: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_13, mul_21);  add_13 = mul_21 = None
        mul_22: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_3, getitem_1);  _unsafe_index_3 = None
        add_15: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_14, mul_22);  add_14 = mul_22 = None
        clamp_min_10: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(convert_element_type_3, 0)
        clamp_max_10: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_10, sub_19);  clamp_min_10 = None
        clamp_min_11: "i64[24]" = torch.ops.aten.clamp_min.default(sub_8, 0)
        clamp_max_11: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_11, 15);  clamp_min_11 = None
        _unsafe_index_4: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_10, clamp_max_11]);  clamp_max_10 = clamp_max_11 = None
        clamp_min_12: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(convert_element_type_3, 0)
        clamp_max_12: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_12, sub_19);  clamp_min_12 = None
        clamp_min_13: "i64[24]" = torch.ops.aten.clamp_min.default(convert_element_type_2, 0)
        clamp_max_13: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_13, 15);  clamp_min_13 = None
        _unsafe_index_5: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_12, clamp_max_13]);  clamp_max_12 = clamp_max_13 = None
        clamp_min_14: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(convert_element_type_3, 0)
        clamp_max_14: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_14, sub_19);  clamp_min_14 = None
        clamp_min_15: "i64[24]" = torch.ops.aten.clamp_min.default(add_5, 0)
        clamp_max_15: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_15, 15);  clamp_min_15 = None
        _unsafe_index_6: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_14, clamp_max_15]);  clamp_max_14 = clamp_max_15 = None
        clamp_min_16: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(convert_element_type_3, 0);  convert_element_type_3 = None
        clamp_max_16: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_16, sub_19);  clamp_min_16 = None
        clamp_min_17: "i64[24]" = torch.ops.aten.clamp_min.default(add_6, 0)
        clamp_max_17: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_17, 15);  clamp_min_17 = None
        _unsafe_index_7: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_16, clamp_max_17]);  clamp_max_16 = clamp_max_17 = None
        mul_23: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_4, getitem);  _unsafe_index_4 = None
        mul_24: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_5, getitem_2);  _unsafe_index_5 = None
        add_16: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(mul_23, mul_24);  mul_23 = mul_24 = None
        mul_25: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_6, getitem_3);  _unsafe_index_6 = None
        add_17: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_16, mul_25);  add_16 = mul_25 = None
        mul_26: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_7, getitem_1);  _unsafe_index_7 = None
        add_18: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_17, mul_26);  add_17 = mul_26 = None
        clamp_min_18: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(add_3, 0)
        clamp_max_18: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_18, sub_19);  clamp_min_18 = None
        clamp_min_19: "i64[24]" = torch.ops.aten.clamp_min.default(sub_8, 0)
        clamp_max_19: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_19, 15);  clamp_min_19 = None
        _unsafe_index_8: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_18, clamp_max_19]);  clamp_max_18 = clamp_max_19 = None
        clamp_min_20: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(add_3, 0)
        clamp_max_20: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_20, sub_19);  clamp_min_20 = None
        clamp_min_21: "i64[24]" = torch.ops.aten.clamp_min.default(convert_element_type_2, 0)
        clamp_max_21: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_21, 15);  clamp_min_21 = None
        _unsafe_index_9: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_20, clamp_max_21]);  clamp_max_20 = clamp_max_21 = None
        clamp_min_22: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(add_3, 0)
        clamp_max_22: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_22, sub_19);  clamp_min_22 = None
        clamp_min_23: "i64[24]" = torch.ops.aten.clamp_min.default(add_5, 0)
        clamp_max_23: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_23, 15);  clamp_min_23 = None
        _unsafe_index_10: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_22, clamp_max_23]);  clamp_max_22 = clamp_max_23 = None
        clamp_min_24: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(add_3, 0);  add_3 = None
        clamp_max_24: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_24, sub_19);  clamp_min_24 = None
        clamp_min_25: "i64[24]" = torch.ops.aten.clamp_min.default(add_6, 0)
        clamp_max_25: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_25, 15);  clamp_min_25 = None
        _unsafe_index_11: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_24, clamp_max_25]);  clamp_max_24 = clamp_max_25 = None
        mul_27: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_8, getitem);  _unsafe_index_8 = None
        mul_28: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_9, getitem_2);  _unsafe_index_9 = None
        add_19: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(mul_27, mul_28);  mul_27 = mul_28 = None
        mul_29: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_10, getitem_3);  _unsafe_index_10 = None
        add_20: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_19, mul_29);  add_19 = mul_29 = None
        mul_30: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_11, getitem_1);  _unsafe_index_11 = None
        add_21: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_20, mul_30);  add_20 = mul_30 = None
        clamp_min_26: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(add_4, 0)
        clamp_max_26: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_26, sub_19);  clamp_min_26 = None
        clamp_min_27: "i64[24]" = torch.ops.aten.clamp_min.default(sub_8, 0);  sub_8 = None
        clamp_max_27: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_27, 15);  clamp_min_27 = None
        _unsafe_index_12: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_26, clamp_max_27]);  clamp_max_26 = clamp_max_27 = None
        clamp_min_28: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(add_4, 0)
        clamp_max_28: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_28, sub_19);  clamp_min_28 = None
        clamp_min_29: "i64[24]" = torch.ops.aten.clamp_min.default(convert_element_type_2, 0);  convert_element_type_2 = None
        clamp_max_29: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_29, 15);  clamp_min_29 = None
        _unsafe_index_13: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_28, clamp_max_29]);  clamp_max_28 = clamp_max_29 = None
        clamp_min_30: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(add_4, 0)
        clamp_max_30: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_30, sub_19);  clamp_min_30 = None
        clamp_min_31: "i64[24]" = torch.ops.aten.clamp_min.default(add_5, 0);  add_5 = None
        clamp_max_31: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_31, 15);  clamp_min_31 = None
        _unsafe_index_14: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_30, clamp_max_31]);  clamp_max_30 = clamp_max_31 = None
        clamp_min_32: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_min.default(add_4, 0);  add_4 = None
        clamp_max_32: "i64[TruncToInt(1.0*ToFloat(s32)), 1]" = torch.ops.aten.clamp_max.default(clamp_min_32, sub_19);  clamp_min_32 = sub_19 = None
        clamp_min_33: "i64[24]" = torch.ops.aten.clamp_min.default(add_6, 0);  add_6 = None
        clamp_max_33: "i64[24]" = torch.ops.aten.clamp_max.default(clamp_min_33, 15);  clamp_min_33 = None
        _unsafe_index_15: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten._unsafe_index.Tensor(unsqueeze, [None, None, clamp_max_32, clamp_max_33]);  unsqueeze = clamp_max_32 = clamp_max_33 = None
        mul_31: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_12, getitem);  _unsafe_index_12 = getitem = None
        mul_32: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_13, getitem_2);  _unsafe_index_13 = getitem_2 = None
        add_22: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(mul_31, mul_32);  mul_31 = mul_32 = None
        mul_33: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_14, getitem_3);  _unsafe_index_14 = getitem_3 = None
        add_23: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_22, mul_33);  add_22 = mul_33 = None
        mul_34: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(_unsafe_index_15, getitem_1);  _unsafe_index_15 = getitem_1 = None
        add_24: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_23, mul_34);  add_23 = mul_34 = None
        mul_35: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(add_15, getitem_4);  add_15 = getitem_4 = None
        mul_36: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(add_18, getitem_6);  add_18 = getitem_6 = None
        add_25: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(mul_35, mul_36);  mul_35 = mul_36 = None
        mul_37: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(add_21, getitem_7);  add_21 = getitem_7 = None
        add_26: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_25, mul_37);  add_25 = mul_37 = None
        mul_38: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.mul.Tensor(add_24, getitem_5);  add_24 = getitem_5 = None
        add_27: "f64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = torch.ops.aten.add.Tensor(add_26, mul_38);  add_26 = mul_38 = None
        floor_2: "f64[s32]" = torch.ops.aten.floor.default(prod);  prod = None
        cummax = torch.ops.aten.cummax.default(add_27, -3);  add_27 = None
        getitem_9: "i64[1, 1, TruncToInt(1.0*ToFloat(s32)), 24]" = cummax[1];  cummax = None
        mul_45: "f32[s32, 16, s84]" = torch.ops.aten.mul.Tensor(arg3_1, 0.5)
        add_36: "f32[s32, 16, s84]" = torch.ops.aten.add.Tensor(mul_45, 1);  mul_45 = None
        copy_: "f32[s32, 16, s84]" = torch.ops.aten.copy_.default(arg3_1, add_36);  arg3_1 = add_36 = copy_ = None
        return (floor_2, getitem_9)
