dims N, D
input dout [N, D], mask [N, D] binary
param x [N, D]
p = 0.5

out = x * mask / p
J = sum(dout * out)

derive J
def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param['mode'] # open
    dx = None
    if mode == 'train':
        dx = dout * mask / p
    elif mode == 'test':
        dx = dout
    return dx
