class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[2, 5, 3]", arg1_1: "f32[4, 4]"):
        # File: mine.py:27 in fn, code: return (*torch.linalg.polar(a), torch.linalg.matrix_sqrth(h))
        linalg_polar = torch.ops.aten.linalg_polar.default(arg0_1);  arg0_1 = None
        getitem: "f32[2, 5, 3]" = linalg_polar[0]
        getitem_1: "f32[2, 3, 3]" = linalg_polar[1];  linalg_polar = None
        linalg_matrix_sqrth: "f32[4, 4]" = torch.ops.aten.linalg_matrix_sqrth.default(arg1_1);  arg1_1 = None
        return (getitem, getitem_1, linalg_matrix_sqrth)
