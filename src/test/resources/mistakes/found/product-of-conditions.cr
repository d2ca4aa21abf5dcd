# wrong
dims m, n
input x [n]
input t [n] positive
J = relu((mean((where((((x + (1000 * t)) > 0) * (x > 1000)), ((x + (1000 * t)) * x), (x + (1000 * t))) * floor(n))) - 30))

derive J
dx = ((where((((x + (1000 * t)) > 0) * (x > 1000)), (((((mean((where((((x + (1000 * t)) > 0) * (x > 1000)), ((x + (1000 * t)) * x), (x + (1000 * t))) * floor(n))) - 30) > 0) * ones([n])) / n) * floor(n)), 0) * (x + (1000 * t))) + (where((((x + (1000 * t)) > 0) * (x > 1000)), 0, (((((mean((where((((x + (1000 * t)) > 0) * (x > 1000)), ((x + (1000 * t)) * x), (x + (1000 * t))) * floor(n))) - 30) > 0) * ones([n])) / n) * floor(n))) + (where((((x + (1000 * t)) > 0) * (x > 1000)), (((((mean((where((((x + (1000 * t)) > 0) * (x > 1000)), ((x + (1000 * t)) * t), (x + (1000 * t))) * floor(n))) - 30) > 0) * ones([n])) / n) * floor(n)), 0) * x)))
