# source: kind of pytorch#9688
# expected: first entry 0 in all three; got nan
# holds: a = [0, 1/4, 1/6]
# holds: b = [0, 0, 1/6]
# holds: c = [0, 1/4, 1/6]
param p [3] = [0, 4, 9]
a = grad(sum(topk(sqrt(p), k=2)), p)
b = grad(sum(relu(sqrt(p) - 2.5)), p)
c = grad(sum(clamp(sqrt(p), min=1)), p)
