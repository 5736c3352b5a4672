class <lambda>(torch.nn.Module):
    def forward(self, arg0_1: "f32[2, 3, 8]", arg1_1: "f32[3, 5, 3, 2]"):
        # File: smallcases.py:7 in spectral, code: X=torch.fft.rfft(x); o=torch.zeros(2,5,5,dtype=torch.complex64); o[:,:,:3]=torch.einsum('bix,iox->box',X[:,:,:3],torch.view_as_complex(w)); return torch.fft.irfft(o,n=8)
        _fft_r2c: "c64[2, 3, 5]" = torch.ops.aten._fft_r2c.default(arg0_1, [2], 0, True);  arg0_1 = None
        full: "c64[2, 5, 5]" = torch.ops.aten.full.default([2, 5, 5], 0, dtype = torch.complex64, layout = torch.strided, device = device(type='cpu'), pin_memory = False)
        slice_1: "c64[2, 3, 5]" = torch.ops.aten.slice.Tensor(_fft_r2c, 0, 0, 9223372036854775807);  _fft_r2c = None
        slice_2: "c64[2, 3, 5]" = torch.ops.aten.slice.Tensor(slice_1, 1, 0, 9223372036854775807);  slice_1 = None
        slice_3: "c64[2, 3, 3]" = torch.ops.aten.slice.Tensor(slice_2, 2, 0, 3);  slice_2 = None
        view_as_complex: "c64[3, 5, 3]" = torch.ops.aten.view_as_complex.default(arg1_1);  arg1_1 = None
        unsqueeze: "c64[2, 3, 3, 1]" = torch.ops.aten.unsqueeze.default(slice_3, 3);  slice_3 = None
        permute: "c64[2, 1, 3, 3]" = torch.ops.aten.permute.default(unsqueeze, [0, 3, 2, 1]);  unsqueeze = None
        unsqueeze_1: "c64[3, 5, 3, 1]" = torch.ops.aten.unsqueeze.default(view_as_complex, 3);  view_as_complex = None
        permute_1: "c64[1, 5, 3, 3]" = torch.ops.aten.permute.default(unsqueeze_1, [3, 1, 2, 0]);  unsqueeze_1 = None
        permute_2: "c64[3, 2, 3, 1]" = torch.ops.aten.permute.default(permute, [2, 0, 3, 1]);  permute = None
        view: "c64[3, 2, 3]" = torch.ops.aten.view.default(permute_2, [3, 2, 3]);  permute_2 = None
        permute_3: "c64[3, 3, 5, 1]" = torch.ops.aten.permute.default(permute_1, [2, 3, 1, 0]);  permute_1 = None
        view_1: "c64[3, 3, 5]" = torch.ops.aten.view.default(permute_3, [3, 3, 5]);  permute_3 = None
        bmm: "c64[3, 2, 5]" = torch.ops.aten.bmm.default(view, view_1);  view = view_1 = None
        view_2: "c64[3, 2, 1, 5]" = torch.ops.aten.view.default(bmm, [3, 2, 1, 5]);  bmm = None
        permute_4: "c64[2, 5, 3, 1]" = torch.ops.aten.permute.default(view_2, [1, 3, 0, 2]);  view_2 = None
        view_3: "c64[2, 5, 3]" = torch.ops.aten.view.default(permute_4, [2, 5, 3]);  permute_4 = None
        slice_4: "c64[2, 5, 5]" = torch.ops.aten.slice.Tensor(full, 0, 0, 9223372036854775807)
        slice_5: "c64[2, 5, 5]" = torch.ops.aten.slice.Tensor(slice_4, 1, 0, 9223372036854775807);  slice_4 = None
        slice_6: "c64[2, 5, 3]" = torch.ops.aten.slice.Tensor(slice_5, 2, 0, 3);  slice_5 = None
        copy: "c64[2, 5, 3]" = torch.ops.aten.copy.default(slice_6, view_3);  slice_6 = view_3 = None
        slice_7: "c64[2, 5, 5]" = torch.ops.aten.slice.Tensor(full, 0, 0, 9223372036854775807)
        slice_8: "c64[2, 5, 5]" = torch.ops.aten.slice.Tensor(slice_7, 1, 0, 9223372036854775807)
        slice_scatter: "c64[2, 5, 5]" = torch.ops.aten.slice_scatter.default(slice_8, copy, 2, 0, 3);  slice_8 = copy = None
        slice_scatter_1: "c64[2, 5, 5]" = torch.ops.aten.slice_scatter.default(slice_7, slice_scatter, 1, 0, 9223372036854775807);  slice_7 = slice_scatter = None
        slice_scatter_2: "c64[2, 5, 5]" = torch.ops.aten.slice_scatter.default(full, slice_scatter_1, 0, 0, 9223372036854775807);  full = slice_scatter_1 = None
        _fft_c2r: "f32[2, 5, 8]" = torch.ops.aten._fft_c2r.default(slice_scatter_2, [2], 2, 8);  slice_scatter_2 = None
        return (_fft_c2r,)
        