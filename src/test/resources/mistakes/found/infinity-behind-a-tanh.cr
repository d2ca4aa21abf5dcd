# wrong: without a value where a step is 0, which a tanh makes 1
dims n
input x [n], t [n]
J = tanh(sum(x^2)*step(t[0]) - 1)
derive J
dx = (1 - tanh(sum(x^2)/step(t[0]) - 1)^2)*step(t[0])*2*x
