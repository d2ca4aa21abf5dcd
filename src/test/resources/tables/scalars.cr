# Functions of one number and where they are defined
input x [], y [], k [] integer(1, 9)
param p [] positive, q [] positive, r [] interval(0.1, 0.9), z []
check sin(x)^2 + cos(x)^2 == 1  #= right
check sin(x)^2 - cos(x)^2 == 1  #= wrong
check \sin^2 x + \cos^2 x == 1  #= right
check \sin(2 x) == 2 \sin(x) \cos(x)  #= right
check \sin(2 x) == \sin(x) \cos(x)  #= wrong
check cos(2*x) == 1 - 2*sin(x)^2  #= right
check cos(2*x) == 1 - sin(x)^2  #= wrong
check tan(x) == sin(x)/cos(x)  #= right
check tan(x) == cos(x)/sin(x)  #= wrong
check cosh(x)^2 - sinh(x)^2 == 1  #= right
check cosh(x)^2 + sinh(x)^2 == 1  #= wrong
check \cosh(x)^2 - \sinh(x)^2 == 1  #= right
check tanh(x) == 2*sigmoid(2*x) - 1  #= right
check tanh(x) == 2*sigmoid(x) - 1  #= wrong
check sigmoid(-x) == 1 - sigmoid(x)  #= right
check sigmoid(-x) == -sigmoid(x)  #= wrong
check \sigma(-x) == 1 - \sigma(x)  #= right
check softplus(x) - softplus(-x) == x  #= right
check softplus(x) + softplus(-x) == x  #= wrong
check grad(softplus(z), z) == sigmoid(z)  #= right
check grad(softplus(z), z) == sigmoid(-z)  #= wrong
check grad(sigmoid(z), z) == sigmoid(z)*(1 - sigmoid(z))  #= right
check grad(sigmoid(z), z) == sigmoid(z)*(1 - z)  #= wrong
check grad(tanh(z), z) == 1 - tanh(z)^2  #= right
check grad(tanh(z), z) == 1 - tanh(z^2)  #= wrong
check \frac{\partial \tanh(z)}{\partial z} == 1 - \tanh^2(z)  #= right
check \frac{\partial \tanh(z)}{\partial z} == 1 + \tanh^2(z)  #= wrong
check grad(z*sigmoid(z), z) == sigmoid(z) + z*sigmoid(z)*(1 - sigmoid(z))  #= right
check grad(z*sigmoid(z), z) == sigmoid(z) + z*sigmoid(z)  #= wrong
check log(p*q) == log(p) + log(q)  #= right
check log(p*q) == log(p)*log(q)  #= wrong
check \ln(p q) == \ln p + \ln q  #= right
check log(p/q) == log(p) - log(q)  #= right
check log(p/q) == log(p)/log(q)  #= wrong
check log(p^3) == 3*log(p)  #= right
check log(p^3) == log(p)^3  #= wrong
check exp(x + y) == exp(x)*exp(y)  #= right
check exp(x + y) == exp(x) + exp(y)  #= wrong
check e^{x + y} == e^x e^y  #= right
check sqrt(p*q) == sqrt(p)*sqrt(q)  #= right
check sqrt(p*q) == sqrt(p) + sqrt(q)  #= wrong
check \sqrt{p q} == \sqrt{p} \sqrt{q}  #= right
check sqrt(x^2) == abs(x)  #= right
check sqrt(x^2) == x  #= wrong
check p^q == exp(q*log(p))  #= right
check p^q == exp(p*log(q))  #= wrong
check grad(p^q, p) == q*p^(q - 1)  #= right
check grad(p^q, p) == p^q*log(p)  #= wrong
check grad(p^q, q) == p^q*log(p)  #= right
check grad(p^q, q) == q*p^(q - 1)  #= wrong
check grad(p^p, p) == p^p*(log(p) + 1)  #= right
check grad(p^p, p) == p*p^(p - 1)  #= wrong
check grad(log(r/(1 - r)), r) == 1/(r*(1 - r))  #= right
check grad(log(r/(1 - r)), r) == 1/(r*(1 + r))  #= wrong
check sigmoid(log(r/(1 - r))) == r  #= right
check sigmoid(log(r/(1 - r))) == 1 - r  #= wrong
check grad(-y*log(r) - (1 - y)*log(1 - r), r) == (r - y)/(r*(1 - r))  #= right
check grad(-y*log(r) - (1 - y)*log(1 - r), r) == (y - r)/(r*(1 - r))  #= wrong
check grad(atan(z), z) == 1/(1 + z^2)  #= right
check grad(atan(z), z) == 1/(1 - z^2)  #= wrong
check grad(asin(r), r) == 1/sqrt(1 - r^2)  #= right
check grad(asin(r), r) == 1/sqrt(1 + r^2)  #= wrong
check grad(erf(z), z) == 2/sqrt(pi)*exp(-z^2)  #= right
check grad(erf(z), z) == 2/sqrt(pi)*exp(-z)  #= wrong
check grad(sqrt(p), p) == 1/(2*sqrt(p))  #= right
check grad(sqrt(p), p) == 1/sqrt(p)  #= wrong
check \frac{d}{dp} \sqrt{p} == \frac{1}{2 \sqrt{p}}  #= right
check grad(1/p, p) == -1/p^2  #= right
check grad(1/p, p) == 1/p^2  #= wrong
check grad(p^k, p) == k*p^(k - 1)  #= right
check grad(p^k, p) == k*p^k  #= wrong
check grad(log(cosh(z)), z) == tanh(z)  #= right
check grad(log(cosh(z)), z) == sinh(z)  #= wrong
check relu(x) - relu(-x) == x  #= right
check relu(x) + relu(-x) == x  #= wrong
check relu(x) + relu(-x) == abs(x)  #= right
check maximum(x, y) + minimum(x, y) == x + y  #= right
check maximum(x, y) - minimum(x, y) == x - y  #= wrong
check maximum(x, y) == (x + y + abs(x - y))/2  #= right
check maximum(x, y) == (x + y - abs(x - y))/2  #= wrong
check \max(x, y) == \frac{x + y + |x - y|}{2}  #= right
check clamp(x, -1, 1) == (abs(x + 1) - abs(x - 1))/2  #= right
check clamp(x, -1, 1) == (abs(x + 1) + abs(x - 1))/2  #= wrong
check x^4 - y^4 == (x - y)*(x + y)*(x^2 + y^2)  #= right
check x^4 - y^4 == (x - y)^2*(x + y)^2  #= wrong
check (x + y)^3 == x^3 + 3*x^2*y + 3*x*y^2 + y^3  #= right
check (x + y)^3 == x^3 + y^3  #= wrong
check grad(log(p + q), p) == 1/(p + q)  #= right
check grad(log(p + q), p) == 1/p  #= wrong
check sin(x + y) == sin(x)*cos(y) + cos(x)*sin(y)  #= right
check sin(x + y) == sin(x)*cos(y) - cos(x)*sin(y)  #= wrong
check sinh(x) == (exp(x) - exp(-x))/2  #= right
check sinh(x) == (exp(x) + exp(-x))/2  #= wrong
check atanh(r) == log((1 + r)/(1 - r))/2  #= right
check atanh(r) == log((1 - r)/(1 + r))/2  #= wrong
check logaddexp(x, y) == log(exp(x) + exp(y))  #= right
check logaddexp(x, y) == log(exp(x) - exp(y))  #= wrong
check grad(lgamma(p), p) == digamma(p)  #= right
