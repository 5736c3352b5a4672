"""Transforms, distances, factorizations."""
import torch

from extern_cases.case import aten, case, inf, rand


def transforms():
    z = torch.complex(rand(3, 12, 5), rand(3, 12, 5))
    case("fft_c2c", "torch.ops.aten._fft_c2c.default(x, [1], 0, True)", x=z)
    case("fft_c2c_back", "torch.ops.aten._fft_c2c.default(x, [0, 2], 2, False)", x=z)
    case("fft_c2c_prime", "aten._fft_c2c(x, [0], 1, True)", x=torch.complex(rand(13, 2), rand(13, 2)))
    case("fft_r2c", "torch.ops.aten._fft_r2c.default(x, [2], 0, True)", x=rand(2, 3, 10))
    case("fft_r2c_whole", "torch.ops.aten._fft_r2c.default(x, [0, 2], 1, False)", x=rand(2, 3, 7))
    case("fft_r2c_two", "torch.ops.aten._fft_r2c.default(x, [1, 2], 2, True)", x=rand(2, 4, 9))
    case("fft_c2r", "torch.ops.aten._fft_c2r.default(x, [2], 2, 8)", x=z)
    case("fft_c2r_two", "torch.ops.aten._fft_c2r.default(x, [1, 2], 1, 9)", x=z)


def distances():
    a, b = rand(2, 4, 3), rand(2, 5, 3)
    for p in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, inf):
        case(f"cdist_{p}", f"torch.ops.aten._cdist_forward.default(a, b, {p}, None)", a=a, b=b)
        distance = torch.ops.aten._cdist_forward(a.double(), b.double(), p, None)
        case(f"cdist_backward_{p}", f"torch.ops.aten._cdist_backward.default(g, a, b, {p}, d)", g=rand(2, 4, 5, dtype=torch.float64),
             a=a.double(), b=b.double(), d=distance)
        case(f"pdist_{p}", f"torch.ops.aten._pdist_forward.default(a, {p})", a=a[0])
        distance = torch.ops.aten._pdist_forward(a[0].double(), p)
        case(f"pdist_backward_{p}", f"torch.ops.aten._pdist_backward.default(g, a, {p}, d)", g=rand(6, dtype=torch.float64),
             a=a[0].double(), d=distance)
    case("cdist_broadcast", "aten._cdist_forward(a, b, 2.0, None)", a=a[:1], b=b)
    case("renorm", "torch.ops.aten.renorm.default(x, 2, 1, 1.5)", x=rand(4, 3, 2))
    case("renorm_inf", "torch.ops.aten.renorm.default(x, inf, 0, 1.0)", x=rand(4, 3, 2))
    v, g = rand(4, 3, 2), rand(4, 1, 1)
    case("weight_norm", "torch.ops.aten._weight_norm_interface.default(v, g)", v=v, g=g)
    norms = v.double().norm(dim=(1, 2), keepdim=True)
    case("weight_norm_backward", "torch.ops.aten._weight_norm_interface_backward.default(w, v, g, n, 0)",
         w=rand(4, 3, 2, dtype=torch.float64), v=v.double(), g=g.double(), n=norms)
    x, w = rand(3, 4, 5), rand(5)
    inverse = 1 / (x.double().pow(2).mean(-1, keepdim=True) + 1e-5).sqrt()
    case("fused_rms_norm", "torch.ops.aten._fused_rms_norm.default(x, [5], w, 1e-05)", x=x, w=w,
         expected=((x.double() * inverse * w.double()).float(), inverse.float()))


def matrices():
    a, b = rand(2, 4, 4, dtype=torch.float64), rand(2, 4, 3, dtype=torch.float64)
    z = torch.complex(rand(4, 4, dtype=torch.float64), rand(4, 4, dtype=torch.float64))
    spd = a @ a.mT + torch.eye(4)
    lu, pivots, _ = torch.ops.aten.linalg_lu_factor_ex(a)
    case("solve_ex", "torch.ops.aten._linalg_solve_ex.default(a, b)", a=a, b=b, results=[0, 2, 3])
    case("solve_ex_vector", "torch.ops.aten._linalg_solve_ex.default(a, b)", a=a, b=rand(2, 4, dtype=torch.float64), results=[0])
    case("solve_ex_right", "torch.ops.aten._linalg_solve_ex.default(a, b, left=False)", a=a,
         b=rand(2, 3, 4, dtype=torch.float64), results=[0])
    case("solve_ex_complex", "torch.ops.aten._linalg_solve_ex.default(a, b)", a=z, b=z[:, :2].conj(), results=[0])
    case("solve_ex_f32", "torch.ops.aten._linalg_solve_ex.default(a, b)", a=a.float(), b=b.float(), results=[0])
    for upper in (True, False):
        for unit in (True, False):
            case(f"solve_triangular_{upper}_{unit}", f"torch.ops.aten.linalg_solve_triangular.default(a, b, upper={upper}, "
                 f"unitriangular={unit})", a=a, b=b)
            case(f"triangular_solve_{upper}_{unit}", f"torch.ops.aten.triangular_solve.default(b, a, {upper}, True, {unit})",
                 a=a, b=b)
    case("solve_triangular_right", "torch.ops.aten.linalg_solve_triangular.default(a, b, upper=True, left=False)", a=a,
         b=rand(2, 3, 4, dtype=torch.float64))
    case("inv_ex", "torch.ops.aten.linalg_inv_ex.default(a)", a=a)
    case("inv_ex_complex", "torch.ops.aten.linalg_inv_ex.default(a)", a=z)
    case("cholesky_ex", "torch.ops.aten.linalg_cholesky_ex.default(a)", a=spd)
    case("cholesky_ex_upper", "torch.ops.aten.linalg_cholesky_ex.default(a, upper=True)", a=spd)
    case("cholesky_ex_complex", "torch.ops.aten.linalg_cholesky_ex.default(a)", a=z @ z.mH + torch.eye(4))
    factor = torch.linalg.cholesky(spd)
    case("cholesky_solve", "torch.ops.aten.cholesky_solve.default(b, l)", b=b, l=factor)
    case("cholesky_inverse", "torch.ops.aten.cholesky_inverse.default(l, True)", l=factor.mT.contiguous())
    case("det", "torch.ops.aten._linalg_det.default(a)", a=a, dense_only=True)
    case("det_turned", "torch.ops.aten._linalg_det.default(a)", a=a.mT, results=[0])
    case("det_complex", "torch.ops.aten._linalg_det.default(a)", a=z, results=[0])
    case("slogdet", "torch.ops.aten._linalg_slogdet.default(a)", a=a, dense_only=True)
    case("slogdet_complex", "torch.ops.aten._linalg_slogdet.default(a)", a=z, results=[0, 1])
    case("lu_factor_ex", "torch.ops.aten.linalg_lu_factor_ex.default(a)", a=rand(2, 3, 5, dtype=torch.float64))
    case("lu", "torch.ops.aten.linalg_lu.default(a)", a=rand(2, 5, 3, dtype=torch.float64))
    case("lu_unpack", "torch.ops.aten.lu_unpack.default(a, p)", a=lu, p=pivots)
    case("lu_solve", "torch.ops.aten.linalg_lu_solve.default(a, p, b)", a=lu, p=pivots, b=b)
    case("lu_solve_adjoint", "torch.ops.aten.linalg_lu_solve.default(a, p, b, adjoint=True)", a=lu, p=pivots, b=b)
    case("lu_solve_right", "torch.ops.aten.linalg_lu_solve.default(a, p, b, left=False)", a=lu, p=pivots,
         b=rand(2, 3, 4, dtype=torch.float64))
    for mode in ("reduced", "complete"):
        case(f"qr_{mode}", f"torch.ops.aten.linalg_qr.default(a, '{mode}')", a=rand(2, 5, 3, dtype=torch.float64))
    case("qr_wide", "torch.ops.aten.linalg_qr.default(a)", a=rand(3, 5, dtype=torch.float64))
    case("qr_complex", "torch.ops.aten.linalg_qr.default(a)", a=torch.cat([z, z.conj() * 2 + 1]))
    reflected, taus = torch.geqrf(rand(5, 3, dtype=torch.float64))
    case("geqrf", "torch.ops.aten.geqrf.default(a)", a=rand(5, 3, dtype=torch.float64))
    case("householder_product", "torch.ops.aten.linalg_householder_product.default(a, t)", a=reflected, t=taus)
    case("matrix_exp", "torch.ops.aten.linalg_matrix_exp.default(a)", a=a)


def spectra():
    """Values alone: vectors are unique up to their signs, see extern_test.cpp."""
    square, wide = rand(2, 5, 5, dtype=torch.float64), rand(2, 3, 5, dtype=torch.float64)
    case("eigh_values", "aten._linalg_eigh.default(a)", results=(0,), a=square)
    case("eigh_values_upper", "aten._linalg_eigh.default(a, 'U')", results=(0,), a=square)
    hermitian = torch.complex(rand(4, 4), rand(4, 4)).to(torch.complex128)
    case("eigh_values_complex", "aten._linalg_eigh.default(a)", results=(0,), a=hermitian)
    case("svd_values", "aten._linalg_svd.default(a)", results=(1,), a=wide)
    case("svd_values_tall", "aten._linalg_svd.default(a, False, False)", results=(1,), a=wide.mT.contiguous())
    case("pinv", "aten.linalg_pinv.atol_rtol_tensor(a, rtol=r)", a=wide, r=torch.tensor(1e-6, dtype=torch.float64))
    vectors, taus = torch.geqrf(rand(5, 3, dtype=torch.float64))
    case("ormqr", "aten.ormqr.default(v, t, x)", v=vectors, t=taus, x=rand(5, 2, dtype=torch.float64))
    case("ormqr_turned", "aten.ormqr.default(v, t, x, False, True)", v=vectors, t=taus, x=rand(2, 5, dtype=torch.float64))
