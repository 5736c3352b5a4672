class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[3, 3]", iota: "i64[3]", getitem_6: "f32[3, 3]", getitem_7: "i32[3]", alias_9: "f32[3, 3]", permute_8: "f32[3, 3]", permute_10: "f32[3, 3]", tangents_1: "f32[]"):
        # File: smallcases.py:9 in <lambda>, code: case('factors',lambda a:torch.linalg.inv(a+5*torch.eye(3)).sum()+torch.linalg.cholesky(a@a.mT+torch.eye(3)).sum()+torch.linalg.slogdet(a)[1],lambda:rn(3,3).requires_grad_(),backward=True)
        unsqueeze: "i64[3, 1]" = torch.ops.aten.unsqueeze.default(iota, -1)
        scalar_tensor: "f32[]" = torch.ops.aten.scalar_tensor.default(0, dtype = torch.float32, layout = torch.strided, device = device(type='cuda'))
        unsqueeze_2: "f32[1]" = torch.ops.aten.unsqueeze.default(tangents_1, -1)
        expand: "f32[3]" = torch.ops.aten.expand.default(unsqueeze_2, [3]);  unsqueeze_2 = None
        unsqueeze_3: "f32[1, 3]" = torch.ops.aten.unsqueeze.default(expand, 0);  expand = None
        permute_1: "f32[1, 3]" = torch.ops.aten.permute.default(unsqueeze_3, [0, 1]);  unsqueeze_3 = None
        eq_2: "b8[3, 3]" = torch.ops.aten.eq.Tensor(iota, unsqueeze)
        where_2: "f32[3, 3]" = torch.ops.aten.where.self(eq_2, permute_1, scalar_tensor);  eq_2 = permute_1 = None
        permute_2: "f32[3, 3]" = torch.ops.aten.permute.default(where_2, [1, 0]);  where_2 = None
        linalg_lu_solve: "f32[3, 3]" = torch.ops.aten.linalg_lu_solve.default(getitem_6, getitem_7, permute_2);  getitem_6 = getitem_7 = permute_2 = None
        expand_1: "f32[3, 3]" = torch.ops.aten.expand.default(tangents_1, [3, 3]);  tangents_1 = None
        permute_3: "f32[3, 3]" = torch.ops.aten.permute.default(alias_9, [1, 0])
        mm_1: "f32[3, 3]" = torch.ops.aten.mm.default(permute_3, expand_1)
        unsqueeze_5: "i64[1, 3]" = torch.ops.aten.unsqueeze.default(iota, -2)
        sub: "i64[3, 3]" = torch.ops.aten.sub.Tensor(unsqueeze_5, unsqueeze);  unsqueeze_5 = None
        le: "b8[3, 3]" = torch.ops.aten.le.Scalar(sub, 0);  sub = None
        where_3: "f32[3, 3]" = torch.ops.aten.where.self(le, mm_1, scalar_tensor);  le = mm_1 = None
        unsqueeze_7: "i64[1, 3]" = torch.ops.aten.unsqueeze.default(iota, -2);  iota = None
        sub_1: "i64[3, 3]" = torch.ops.aten.sub.Tensor(unsqueeze_7, unsqueeze);  unsqueeze_7 = unsqueeze = None
        le_1: "b8[3, 3]" = torch.ops.aten.le.Scalar(sub_1, -1);  sub_1 = None
        where_4: "f32[3, 3]" = torch.ops.aten.where.self(le_1, where_3, scalar_tensor);  le_1 = scalar_tensor = None
        permute_4: "f32[3, 3]" = torch.ops.aten.permute.default(where_4, [1, 0]);  where_4 = None
        add_4: "f32[3, 3]" = torch.ops.aten.add.Tensor(where_3, permute_4);  where_3 = permute_4 = None
        mul_1: "f32[3, 3]" = torch.ops.aten.mul.Scalar(add_4, 0.5);  add_4 = None
        linalg_solve_triangular: "f32[3, 3]" = torch.ops.aten.linalg_solve_triangular.default(permute_3, mul_1, upper = True);  permute_3 = mul_1 = None
        linalg_solve_triangular_1: "f32[3, 3]" = torch.ops.aten.linalg_solve_triangular.default(alias_9, linalg_solve_triangular, upper = False, left = False);  alias_9 = linalg_solve_triangular = None
        permute_6: "f32[3, 3]" = torch.ops.aten.permute.default(linalg_solve_triangular_1, [1, 0])
        mm_2: "f32[3, 3]" = torch.ops.aten.mm.default(permute_6, primals_1);  permute_6 = primals_1 = None
        permute_7: "f32[3, 3]" = torch.ops.aten.permute.default(mm_2, [1, 0]);  mm_2 = None
        mm_3: "f32[3, 3]" = torch.ops.aten.mm.default(linalg_solve_triangular_1, permute_8);  linalg_solve_triangular_1 = permute_8 = None
        
        # File: smallcases.py:9 in <lambda>, code: case('factors',lambda a:torch.linalg.inv(a+5*torch.eye(3)).sum()+torch.linalg.cholesky(a@a.mT+torch.eye(3)).sum()+torch.linalg.slogdet(a)[1],lambda:rn(3,3).requires_grad_(),backward=True)
        add_5: "f32[3, 3]" = torch.ops.aten.add.Tensor(linalg_lu_solve, mm_3);  linalg_lu_solve = mm_3 = None
        
        # File: smallcases.py:9 in <lambda>, code: case('factors',lambda a:torch.linalg.inv(a+5*torch.eye(3)).sum()+torch.linalg.cholesky(a@a.mT+torch.eye(3)).sum()+torch.linalg.slogdet(a)[1],lambda:rn(3,3).requires_grad_(),backward=True)
        permute_9: "f32[3, 3]" = torch.ops.aten.permute.default(permute_7, [1, 0]);  permute_7 = None
        
        # File: smallcases.py:9 in <lambda>, code: case('factors',lambda a:torch.linalg.inv(a+5*torch.eye(3)).sum()+torch.linalg.cholesky(a@a.mT+torch.eye(3)).sum()+torch.linalg.slogdet(a)[1],lambda:rn(3,3).requires_grad_(),backward=True)
        add_6: "f32[3, 3]" = torch.ops.aten.add.Tensor(add_5, permute_9);  add_5 = permute_9 = None
        
        # File: smallcases.py:9 in <lambda>, code: case('factors',lambda a:torch.linalg.inv(a+5*torch.eye(3)).sum()+torch.linalg.cholesky(a@a.mT+torch.eye(3)).sum()+torch.linalg.slogdet(a)[1],lambda:rn(3,3).requires_grad_(),backward=True)
        mm_4: "f32[3, 3]" = torch.ops.aten.mm.default(expand_1, permute_10);  expand_1 = None
        mm_5: "f32[3, 3]" = torch.ops.aten.mm.default(permute_10, mm_4);  permute_10 = mm_4 = None
        neg: "f32[3, 3]" = torch.ops.aten.neg.default(mm_5);  mm_5 = None
        
        # File: smallcases.py:9 in <lambda>, code: case('factors',lambda a:torch.linalg.inv(a+5*torch.eye(3)).sum()+torch.linalg.cholesky(a@a.mT+torch.eye(3)).sum()+torch.linalg.slogdet(a)[1],lambda:rn(3,3).requires_grad_(),backward=True)
        add_7: "f32[3, 3]" = torch.ops.aten.add.Tensor(add_6, neg);  add_6 = neg = None
        return [add_7]
        