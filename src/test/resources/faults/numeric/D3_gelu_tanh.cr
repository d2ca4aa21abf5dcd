# source: ooples/AiDotNet.Tensors#355
# expected: g = 1, m = 0, h = 0; got nan (f32: from |x| = 1e19 on)
# holds: g = 1
# holds: m = 0
# holds: h = 0
param x = 1e155, y = -1e103, z = 1e103
g = grad(gelu_tanh(x), x)
m = grad(gelu_tanh(y), y)
h = grad(grad(gelu_tanh(z), z), z)
