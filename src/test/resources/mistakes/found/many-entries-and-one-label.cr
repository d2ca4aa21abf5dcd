# not right
dims m, n
input t [n] onehot(axis=0)
param w [n]
param b []
input k [] nonnegative
J = max(((maximum((w * k), w) * floor(t[0])) * (n > b)))

derive J
dw = where((n > 40), (-((((((1 * (((maximum((w * k), w) * floor(t[0])) * (n > b)) == max(((maximum((w * k), w) * floor(t[0])) * (n > b))))) / sum((((maximum((w * k), w) * floor(t[0])) * (n > b)) == max(((maximum((w * k), w) * floor(t[0])) * (n > b)))))) * (n > b)) * floor(t[0])) * ((w * k) < w)) + ((((((1 * (((maximum((w * k), w) * floor(t[0])) * (n > b)) == max(((maximum((w * k), w) * floor(t[0])) * (n > b))))) / sum((((maximum((w * k), w) * floor(t[0])) * (n > b)) == max(((maximum((w * k), w) * floor(t[0])) * (n > b)))))) * (n > b)) * floor(t[0])) * ((w * k) >= w)) * k))), ((((((1 * (((maximum((w * k), w) * floor(t[0])) * (n > b)) == max(((maximum((w * k), w) * floor(t[0])) * (n > b))))) / sum((((maximum((w * k), w) * floor(t[0])) * (n > b)) == max(((maximum((w * k), w) * floor(t[0])) * (n > b)))))) * (n > b)) * floor(t[0])) * ((w * k) < w)) + ((((((1 * (((maximum((w * k), w) * floor(t[0])) * (n > b)) == max(((maximum((w * k), w) * floor(t[0])) * (n > b))))) / sum((((maximum((w * k), w) * floor(t[0])) * (n > b)) == max(((maximum((w * k), w) * floor(t[0])) * (n > b)))))) * (n > b)) * floor(t[0])) * ((w * k) >= w)) * k)))
