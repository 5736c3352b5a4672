class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "i64[8]", primals_2: "f32[9, 4]", primals_3: "i64[3]"):
        # File: smallcases.py:10 in <lambda>, code: case('bag_mean',lambda w,i,o:F.embedding_bag(i,w,o,mode='mean'),lambda:rn(9,4).requires_grad_(),lambda:torch.randint(0,9,(8,)),lambda:torch.tensor([0,3,5]),backward=True)
        _embedding_bag = torch.ops.aten._embedding_bag.default(primals_2, primals_1, primals_3, False, 1);  primals_2 = primals_3 = None
        getitem: "f32[3, 4]" = _embedding_bag[0]
        getitem_1: "i64[8]" = _embedding_bag[1]
        getitem_2: "i64[3]" = _embedding_bag[2]
        getitem_3: "i64[3]" = _embedding_bag[3];  _embedding_bag = None
        return [getitem, primals_1, getitem_1, getitem_2, getitem_3]
        