# Regularisers, clipping, losses
dims n
input y [n], t [n], p [n] probability, q [n] probability, d [] positive
param x [n], w [n] positive
check grad(huber(x, y, delta=1, reduction="sum"), x) == where(abs(x - y) < 1, x - y, sign(x - y))  #= right
check grad(sum(abs(x)), x) == x / abs(x)  #= right
check grad(sum(log(cosh(x - y))), x) == tanh(x - y)  #= right
check grad(sum(x^3), x) == 3*x^2  #= right
check grad(sum(x^3), x) == x^2  #= constant_factor
check grad(sum(1/w), w) == -1/w^2  #= right
check grad(sum(1/w), w) == 1/w^2  #= wrong_sign
check grad(sum(sqrt(w)), w) == 1/(2*sqrt(w))  #= right
check grad(sum(sqrt(w)), w) == 2/sqrt(w)  #= wrong_number
check grad(sum(w^y), w) == y*w^(y - 1)  #= right
check grad(sum(2^x), x) == 2^x * log(2)  #= right
check grad(sum(2^x), x) == x*2^(x-1)  #= other
check grad(sum(log(w^2)), w) == 2/w  #= right
check grad(sum(log2(w)), w) == 1/(w*log(2))  #= right
check grad(sum(x*exp(-x^2)), x) == (1 - 2*x^2)*exp(-x^2)  #= right
check grad(sum(x*exp(-x^2)), x) == exp(-x^2) - 2*x*exp(-x^2)  #= wrong_power
check grad(sum(exp(x)/(1+exp(x))), x) == exp(x)/(1+exp(x))^2  #= right
check grad(sum(sin(x)*cos(x)), x) == cos(2*x)  #= right
check grad(sum(sin(x)^2), x) == sin(2*x)  #= right
check grad(sum(atan(x)), x) == 1/(1+x^2)  #= right
check grad(sum(t*log(p) + (1-t)*log(1-p)), p) == (t - p)/(p*(1-p))  #= right
check grad(sum(p*log(p/q)), q) == -p/q  #= right
check grad(sum(p*log(p/q)), p) == log(p/q) + 1  #= right
check grad(sum(p*log(p/q)), p) == log(p/q)  #= missing_term
check grad(norm(x, ord=1), x) == sign(x)  #= right
check grad(dot(x,y)/norm(x), x) == y/norm(x) - dot(x,y)*x/norm(x)^3  #= right
check grad(dot(x,y)/norm(x), x) == (y - dot(x,y)*x/norm(x)^2)/norm(x)  #= right
