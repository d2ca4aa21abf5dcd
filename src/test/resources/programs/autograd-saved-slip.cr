dims B, H
input gh [B, H], gc [B, H]
param c0 [B, H], o0 [B, H]
o = sigmoid(o0)
c = sigmoid(c0)
h = o * tanh(c)
J = sum(h * gh) + sum(c * gc)

derive J
class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, c0, o0):
        o = torch.sigmoid(o0)
        c = torch.sigmoid(c0)
        tc = torch.tanh(c)
        h = o * tc
        ctx.save_for_backward(c0, o0, o, c, tc)
        return h, c

    @staticmethod
    def backward(ctx, gh, gc):
        c0, o0, o, c, tc = ctx.saved_tensors
        go = gh * tc
        gct = gc + gh * o * (1 - tc)  # wrong
        grad_c0 = gct * c * (1 - c)  # follows
        grad_o0 = go * o * (1 - o)  # right
        return grad_c0, grad_o0
