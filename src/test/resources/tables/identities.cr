# Identities of elementary functions, as the NIST handbook, chapter 4, has them
param x [], y [], p [] positive, q [] positive, u [] interval(-0.95, 0.95), h [] interval(0.2, 1.3), n [] integer(1, 5)
check sin(x)^2 + cos(x)^2 == 1  #= right
check sin(x)^2 + cos(x)^2 == -(1)  #= wrong
check \sin^{2}(x) + \cos^{2}(x) == 1  #= right
check 1 + tan(x)^2 == 1/cos(x)^2  #= right
check 1 + \tan^{2}(x) == \frac{1}{\cos^{2}(x)}  #= right
check 1 + \tan^{2}(x) == \frac{1}{\cos^{3}(x)}  #= wrong
check sin(2*x) == 2*sin(x)*cos(x)  #= right
check sin(2*x) == 2 * cos(x)  #= wrong
check \sin\left(2 x\right) == 2 \sin\left(x\right) \cos\left(x\right)  #= right
check cos(2*x) == cos(x)^2 - sin(x)^2  #= right
check \cos(2 x) == \cos^{2}(x) - \sin^{2}(x)  #= right
check cos(2*x) == 2*cos(x)^2 - 1  #= right
check cos(2*x) == 2 * sin(x) ^ 2 - 1  #= wrong
check \cos(2 x) == 2 \cos^{2}(x) - 1  #= right
check cos(2*x) == 1 - 2*sin(x)^2  #= right
check \cos\left(2 x\right) == 1 - 2 \sin^{2}\left(x\right)  #= right
check \cos\left(2 x\right) == 2 \left(\cos^{2}\left(x\right) - \sin^{2}\left(x\right)\right)  #= wrong
check tan(2*x) == 2*tan(x)/(1 - tan(x)^2)  #= right
check tan(2*x) == 2*(2*tan(x)/(1 - tan(x)^2))  #= wrong
check \tan(2 x) == \frac{2 \tan(x)}{1 - \tan^{2}(x)}  #= right
check sin(x + y) == sin(x)*cos(y) + cos(x)*sin(y)  #= right
check \sin(x + y) == \sin(x) \cos(y) + \cos(x) \sin(y)  #= right
check sin(x - y) == sin(x)*cos(y) - cos(x)*sin(y)  #= right
check sin(x - y) == 2*(sin(x)*cos(y) - cos(x)*sin(y))  #= wrong
check \sin\left(x - y\right) == \sin\left(x\right) \cos\left(y\right) - \cos\left(x\right) \sin\left(y\right)  #= right
check cos(x + y) == cos(x)*cos(y) - sin(x)*sin(y)  #= right
check \cos(x + y) == \cos(x) \cos(y) - \sin(x) \sin(y)  #= right
check \cos(x + y) == \cos(x) \cos(y) - \sin(x) \cos(y)  #= wrong
check cos(x - y) == cos(x)*cos(y) + sin(x)*sin(y)  #= right
check cos(x - y) == cos(x) * cos(y) + cos(x) * sin(y)  #= wrong
check \cos(x - y) == \cos(x) \cos(y) + \sin(x) \sin(y)  #= right
check tan(x + y) == (tan(x) + tan(y))/(1 - tan(x)*tan(y))  #= right
check \tan\left(x + y\right) == \frac{\tan\left(x\right) + \tan\left(y\right)}{1 - \tan\left(x\right) \tan\left(y\right)}  #= right
check sin(3*x) == 3*sin(x) - 4*sin(x)^3  #= right
check sin(3*x) == 3 - 4 * sin(x) ^ 3  #= wrong
check \sin(3 x) == 3 \sin(x) - 4 \sin^{3}(x)  #= right
check cos(3*x) == 4*cos(x)^3 - 3*cos(x)  #= right
check \cos(3 x) == 4 \cos^{3}(x) - 3 \cos(x)  #= right
check \cos(3 x) == 4 \cos^{3}(x)  #= wrong
check sin(x)^2 == (1 - cos(2*x))/2  #= right
check sin(x)^2 == (1 - cos(3 * x)) / 2  #= wrong
check \sin^{2}\left(x\right) == \frac{1 - \cos\left(2 x\right)}{2}  #= right
check cos(x)^2 == (1 + cos(2*x))/2  #= right
check \cos^{2}(x) == \frac{1 + \cos(2 x)}{2}  #= right
check sin(x)*sin(y) == (cos(x - y) - cos(x + y))/2  #= right
check sin(x)*sin(y) == (cos(x - y) - cos(x)) / 2  #= wrong
check \sin(x) \sin(y) == \frac{\cos(x - y) - \cos(x + y)}{2}  #= right
check cos(x)*cos(y) == (cos(x - y) + cos(x + y))/2  #= right
check \cos\left(x\right) \cos\left(y\right) == \frac{\cos\left(x - y\right) + \cos\left(x + y\right)}{2}  #= right
check \cos\left(x\right) \cos\left(y\right) == \frac{\cos\left(x - y\right) - \cos\left(x + y\right)}{2}  #= wrong
check sin(x)*cos(y) == (sin(x + y) + sin(x - y))/2  #= right
check sin(x)*cos(y) == (sin(x + y) - sin(x - y)) / 2  #= wrong
check \sin(x) \cos(y) == \frac{\sin(x + y) + \sin(x - y)}{2}  #= right
check sin(x) + sin(y) == 2*sin((x + y)/2)*cos((x - y)/2)  #= right
check \sin(x) + \sin(y) == 2 \sin(\frac{x + y}{2}) \cos(\frac{x - y}{2})  #= right
check cos(x) + cos(y) == 2*cos((x + y)/2)*cos((x - y)/2)  #= right
check cos(x) + cos(y) == 2 * cos((x + y) / 2) * cos(y / 2)  #= wrong
check \cos\left(x\right) + \cos\left(y\right) == 2 \cos\left(\frac{x + y}{2}\right) \cos\left(\frac{x - y}{2}\right)  #= right
check cos(x) - cos(y) == -2*sin((x + y)/2)*sin((x - y)/2)  #= right
check \cos(x) - \cos(y) == -2 \sin(\frac{x + y}{2}) \sin(\frac{x - y}{2})  #= right
check \cos(x) - \cos(y) == -2 \sin(\frac{x + y}{2}) \cos(\frac{x - y}{2})  #= wrong
check sin(-x) == -sin(x)  #= right
check sin(-x) == -(-sin(x))  #= wrong
check \sin(-x) == -\sin(x)  #= right
check cos(-x) == cos(x)  #= right
check \cos\left(-x\right) == \cos\left(x\right)  #= right
check tan(-x) == -tan(x)  #= right
check tan(-x) == -(-tan(x))  #= wrong
check \tan(-x) == -\tan(x)  #= right
check sin(pi/2 - x) == cos(x)  #= right
check \sin(\frac{\pi}{2} - x) == \cos(x)  #= right
check \sin(\frac{\pi}{2} - x) == \sin(x)  #= wrong
check cos(pi/2 - x) == sin(x)  #= right
check cos(pi/2 - x) == 2*(sin(x))  #= wrong
check \cos\left(\frac{\pi}{2} - x\right) == \sin\left(x\right)  #= right
check sin(pi - x) == sin(x)  #= right
check \sin(\pi - x) == \sin(x)  #= right
check cos(pi - x) == -cos(x)  #= right
check cos(pi - x) == 2*(-cos(x))  #= wrong
check \cos(\pi - x) == -\cos(x)  #= right
check sin(x + 2*pi) == sin(x)  #= right
check \sin\left(x + 2 \pi\right) == \sin\left(x\right)  #= right
check \sin\left(x + 2 \pi\right) == -\sin\left(x\right)  #= wrong
check cos(x + pi) == -cos(x)  #= right
check cos(x + pi) == -sin(x)  #= wrong
check \cos(x + \pi) == -\cos(x)  #= right
check tan(x/2) == sin(x)/(1 + cos(x))  #= right
check \tan(\frac{x}{2}) == \frac{\sin(x)}{1 + \cos(x)}  #= right
check tan(x/2) == (1 - cos(x))/sin(x)  #= right
check tan(x/2) == (1 - sin(x)) / sin(x)  #= wrong
check \tan\left(\frac{x}{2}\right) == \frac{1 - \cos\left(x\right)}{\sin\left(x\right)}  #= right
check cosh(x)^2 - sinh(x)^2 == 1  #= right
check \cosh^{2}(x) - \sinh^{2}(x) == 1  #= right
check \cosh^{2}(x) - \sinh^{2}(x) == -1  #= wrong
check 1 - tanh(x)^2 == 1/cosh(x)^2  #= right
check 1 - tanh(x)^2 == -(1/cosh(x)^2)  #= wrong
check 1 - \tanh^{2}(x) == \frac{1}{\cosh^{2}(x)}  #= right
check sinh(2*x) == 2*sinh(x)*cosh(x)  #= right
check \sinh\left(2 x\right) == 2 \sinh\left(x\right) \cosh\left(x\right)  #= right
check cosh(2*x) == cosh(x)^2 + sinh(x)^2  #= right
check cosh(2*x) == -(cosh(x)^2 + sinh(x)^2)  #= wrong
check \cosh(2 x) == \cosh^{2}(x) + \sinh^{2}(x)  #= right
check cosh(2*x) == 2*cosh(x)^2 - 1  #= right
check \cosh(2 x) == 2 \cosh^{2}(x) - 1  #= right
check \cosh(2 x) == -(\cosh^{2}(x) + \sinh^{2}(x))  #= wrong
check tanh(2*x) == 2*tanh(x)/(1 + tanh(x)^2)  #= right
check tanh(2*x) == 2 * sigmoid(x) / (1 + tanh(x) ^ 2)  #= wrong
check \tanh\left(2 x\right) == \frac{2 \tanh\left(x\right)}{1 + \tanh^{2}\left(x\right)}  #= right
check sinh(x + y) == sinh(x)*cosh(y) + cosh(x)*sinh(y)  #= right
check \sinh(x + y) == \sinh(x) \cosh(y) + \cosh(x) \sinh(y)  #= right
check cosh(x + y) == cosh(x)*cosh(y) + sinh(x)*sinh(y)  #= right
check cosh(x + y) == 2*(cosh(x)*cosh(y) + sinh(x)*sinh(y))  #= wrong
check \cosh(x + y) == \cosh(x) \cosh(y) + \sinh(x) \sinh(y)  #= right
check cosh(x - y) == cosh(x)*cosh(y) - sinh(x)*sinh(y)  #= right
check \cosh\left(x - y\right) == \cosh\left(x\right) \cosh\left(y\right) - \sinh\left(x\right) \sinh\left(y\right)  #= right
check \cosh\left(x - y\right) == \cosh\left(x\right) \cosh\left(y\right) - \sinh\left(x\right) \cosh\left(y\right)  #= wrong
check tanh(x + y) == (tanh(x) + tanh(y))/(1 + tanh(x)*tanh(y))  #= right
check tanh(x + y) == (tanh(x) + tanh(y)) / (1 + tanh(x))  #= wrong
check \tanh(x + y) == \frac{\tanh(x) + \tanh(y)}{1 + \tanh(x) \tanh(y)}  #= right
check sinh(3*x) == 3*sinh(x) + 4*sinh(x)^3  #= right
check \sinh(3 x) == 3 \sinh(x) + 4 \sinh^{3}(x)  #= right
check cosh(3*x) == 4*cosh(x)^3 - 3*cosh(x)  #= right
check cosh(3*x) == 4 * cosh(x) ^ 3  #= wrong
check \cosh\left(3 x\right) == 4 \cosh^{3}\left(x\right) - 3 \cosh\left(x\right)  #= right
check exp(x) == cosh(x) + sinh(x)  #= right
check \exp(x) == \cosh(x) + \sinh(x)  #= right
check \exp(x) == \sinh(x)  #= wrong
check exp(-x) == cosh(x) - sinh(x)  #= right
check exp(-x) == sinh(x)  #= wrong
check \exp(-x) == \cosh(x) - \sinh(x)  #= right
check cosh(x) == (exp(x) + exp(-x))/2  #= right
check \cosh\left(x\right) == \frac{\exp\left(x\right) + \exp\left(-x\right)}{2}  #= right
check sinh(x) == (exp(x) - exp(-x))/2  #= right
check sinh(x) == (exp(x) - exp(-x)) / 3  #= wrong
check \sinh(x) == \frac{\exp(x) - \exp(-x)}{2}  #= right
check tanh(x) == (exp(x) - exp(-x))/(exp(x) + exp(-x))  #= right
check \tanh(x) == \frac{\exp(x) - \exp(-x)}{\exp(x) + \exp(-x)}  #= right
check \tanh(x) == -\frac{\exp(x) - \exp(-x)}{\exp(x) + \exp(-x)}  #= wrong
check tanh(x) == (exp(2*x) - 1)/(exp(2*x) + 1)  #= right
check tanh(x) == exp(2 * x) / (exp(2 * x) + 1)  #= wrong
check \tanh\left(x\right) == \frac{\exp\left(2 x\right) - 1}{\exp\left(2 x\right) + 1}  #= right
check sinh(-x) == -sinh(x)  #= right
check \sinh(-x) == -\sinh(x)  #= right
check cosh(-x) == cosh(x)  #= right
check cosh(-x) == sinh(x)  #= wrong
check \cosh(-x) == \cosh(x)  #= right
check tanh(x/2) == sinh(x)/(cosh(x) + 1)  #= right
check \tanh\left(\frac{x}{2}\right) == \frac{\sinh\left(x\right)}{\cosh\left(x\right) + 1}  #= right
check \tanh\left(\frac{x}{2}\right) == \frac{\sinh\left(x\right)}{\cosh\left(x\right) - 1}  #= wrong
check (cosh(x) + sinh(x))^3 == cosh(3*x) + sinh(3*x)  #= right
check (cosh(x) + sinh(x))^3 == cosh(3 * x)  #= wrong
check (\cosh(x) + \sinh(x))^3 == \cosh(3 x) + \sinh(3 x)  #= right
check asinh(x) == log(x + sqrt(x^2 + 1))  #= right
check acosh(1 + p) == log(1 + p + sqrt((1 + p)^2 - 1))  #= right
check acosh(1 + p) == log(p + sqrt((1 + p) ^ 2 - 1))  #= wrong
check atanh(u) == log((1 + u)/(1 - u))/2  #= right
check asin(u) + acos(u) == pi/2  #= right
check asin(u) + acos(u) == pi / 3  #= wrong
check \arcsin(u) + \arccos(u) == \frac{\pi}{2}  #= right
check atan(p) + atan(1/p) == pi/2  #= right
check \arctan\left(p\right) + \arctan\left(\frac{1}{p}\right) == \frac{\pi}{2}  #= right
check atan(-x) == -atan(x)  #= right
check atan(-x) == 2*(-atan(x))  #= wrong
check \arctan(-x) == -\arctan(x)  #= right
check asin(-u) == -asin(u)  #= right
check \arcsin(-u) == -\arcsin(u)  #= right
check \arcsin(-u) == --\arcsin(u)  #= wrong
check acos(-u) == pi - acos(u)  #= right
check acos(-u) == 2*(pi - acos(u))  #= wrong
check \arccos\left(-u\right) == \pi - \arccos\left(u\right)  #= right
check sin(asin(u)) == u  #= right
check \sin(\arcsin(u)) == u  #= right
check cos(asin(u)) == sqrt(1 - u^2)  #= right
check cos(asin(u)) == sqrt(1 + u ^ 2)  #= wrong
check \cos(\arcsin(u)) == \sqrt{1 - u^{2}}  #= right
check sin(acos(u)) == sqrt(1 - u^2)  #= right
check \sin\left(\arccos\left(u\right)\right) == \sqrt{1 - u^2}  #= right
check \sin\left(\arccos\left(u\right)\right) == \sqrt{1}  #= wrong
check tan(atan(x)) == x  #= right
check tan(atan(x)) == 2*(x)  #= wrong
check \tan(\arctan(x)) == x  #= right
check cos(atan(x)) == 1/sqrt(1 + x^2)  #= right
check \cos(\arctan(x)) == \frac{1}{\sqrt{1 + x^{2}}}  #= right
check sin(atan(x)) == x/sqrt(1 + x^2)  #= right
check sin(atan(x)) == x / sqrt(x ^ 2)  #= wrong
check \sin\left(\arctan\left(x\right)\right) == \frac{x}{\sqrt{1 + x^2}}  #= right
check tan(asin(u)) == u/sqrt(1 - u^2)  #= right
check \tan(\arcsin(u)) == \frac{u}{\sqrt{1 - u^2}}  #= right
check \tan(\arcsin(u)) == u  #= wrong
check sinh(asinh(x)) == x  #= right
check sinh(asinh(x)) == 2*(x)  #= wrong
check cosh(asinh(x)) == sqrt(1 + x^2)  #= right
check tanh(atanh(u)) == u  #= right
check tanh(atanh(u)) == -(u)  #= wrong
check log(p*q) == log(p) + log(q)  #= right
check \log(p q) == \log(p) + \log(q)  #= right
check \log(p q) == \log(q)  #= wrong
check log(p/q) == log(p) - log(q)  #= right
check log(p/q) == log(p) - exp(q)  #= wrong
check \log\left(\frac{p}{q}\right) == \log\left(p\right) - \log\left(q\right)  #= right
check log(p^x) == x*log(p)  #= right
check \ln(p^x) == x \ln(p)  #= right
check log(sqrt(p)) == log(p)/2  #= right
check log(sqrt(p)) == -(log(p)/2)  #= wrong
check \log(\sqrt{p}) == \frac{\log(p)}{2}  #= right
check log(exp(x)) == x  #= right
check \log\left(\exp\left(x\right)\right) == x  #= right
check \log\left(\exp\left(x\right)\right) == -x  #= wrong
check exp(log(p)) == p  #= right
check exp(log(p)) == 2*(p)  #= wrong
check \exp(\ln(p)) == p  #= right
check exp(x + y) == exp(x)*exp(y)  #= right
check \exp(x + y) == \exp(x) \exp(y)  #= right
check exp(x - y) == exp(x)/exp(y)  #= right
check exp(x - y) == 2*(exp(x)/exp(y))  #= wrong
check \exp\left(x - y\right) == \frac{\exp\left(x\right)}{\exp\left(y\right)}  #= right
check exp(x)^3 == exp(3*x)  #= right
check (\exp(x))^3 == \exp(3 x)  #= right
check (\exp(x))^3 == -\exp(3 x)  #= wrong
check exp(x)^y == exp(x*y)  #= right
check exp(x)^y == exp(y)  #= wrong
check (\exp(x))^{y} == \exp(x y)  #= right
check p^(x + y) == p^x*p^y  #= right
check (p*q)^x == p^x*q^x  #= right
check (p*q)^x == -(p^x*q^x)  #= wrong
check (p^x)^y == p^(x*y)  #= right
check p^x == exp(x*log(p))  #= right
check p^x == -(exp(x*log(p)))  #= wrong
check p^x == \exp\left(x \log\left(p\right)\right)  #= right
check sqrt(p*q) == sqrt(p)*sqrt(q)  #= right
check \sqrt{p q} == \sqrt{p} \sqrt{q}  #= right
check sqrt(x^2) == abs(x)  #= right
check sqrt(x^2) == -(abs(x))  #= wrong
check \sqrt{x^{2}} == |x|  #= right
check sqrt(p)^2 == p  #= right
check \left(\sqrt{p}\right)^2 == p  #= right
check \left(\sqrt{p}\right)^2 == 2 p  #= wrong
check abs(x*y) == abs(x)*abs(y)  #= right
check abs(x*y) == abs(x)  #= wrong
check abs(x)^2 == x^2  #= right
check log2(p) == log(p)/log(2)  #= right
check log2(p) == 2*(log(p)/log(2))  #= wrong
check log10(p) == log(p)/log(10)  #= right
check sigmoid(x) == 1/(1 + exp(-x))  #= right
check sigmoid(x) == 1 / (1 - exp(-x))  #= wrong
check \sigma(x) == \frac{1}{1 + \exp(-x)}  #= right
check sigmoid(-x) == 1 - sigmoid(x)  #= right
check \sigma\left(-x\right) == 1 - \sigma\left(x\right)  #= right
check sigmoid(x) == (1 + tanh(x/2))/2  #= right
check sigmoid(x) == (1 + tanh(x)) / 2  #= wrong
check \sigma(x) == \frac{1 + \tanh(\frac{x}{2})}{2}  #= right
check tanh(x) == 2*sigmoid(2*x) - 1  #= right
check \tanh(x) == 2 \sigma(2 x) - 1  #= right
check \tanh(x) == -\frac{\exp(x) - \exp(-x)}{\exp(x) + \exp(-x)}  #= wrong
check softplus(x) == log(1 + exp(x))  #= right
check softplus(x) == -(log(1 + exp(x)))  #= wrong
check softplus(x) - softplus(-x) == x  #= right
check log(sigmoid(x)) == -softplus(-x)  #= right
check log(sigmoid(x)) == 2*(-softplus(-x))  #= wrong
check log(p/(p + q)) == -log(1 + q/p)  #= right
check \log\left(\frac{p}{p + q}\right) == -\log\left(1 + \frac{q}{p}\right)  #= right
check \log\left(\frac{p}{p + q}\right) == 2 \left(-\log\left(1 + \frac{q}{p}\right)\right)  #= wrong
check logaddexp(x, y) == log(exp(x) + exp(y))  #= right
check logaddexp(x, y) == exp(exp(x) + exp(y))  #= wrong
check erf(-x) == -erf(x)  #= right
check erf(x) + erfc(x) == 1  #= right
check erf(x) + erfc(x) == 2*(1)  #= wrong
check erfc(-x) == 2 - erfc(x)  #= right
check normal_cdf(x) == (1 + erf(x/sqrt(2)))/2  #= right
check normal_cdf(x) == (1 + erf(x)) / 2  #= wrong
check normal_cdf(-x) == 1 - normal_cdf(x)  #= right
check maximum(x, y) + minimum(x, y) == x + y  #= right
check maximum(x, y) + minimum(x, y) == x  #= wrong
check maximum(x, y) == (x + y + abs(x - y))/2  #= right
check minimum(x, y) == (x + y - abs(x - y))/2  #= right
check minimum(x, y) == (x + y - abs(x + y)) / 2  #= wrong
check relu(x) - relu(-x) == x  #= right
check relu(x) + relu(-x) == abs(x)  #= right
check relu(x) + relu(-x) == 2*(abs(x))  #= wrong
check relu(x) == x*step(x)  #= right
check abs(x) == x*sign(x)  #= right
check abs(x) == sign(x)  #= wrong
check (x + y)^3 == x^3 + 3*x^2*y + 3*x*y^2 + y^3  #= right
check x^4 - y^4 == (x - y)*(x + y)*(x^2 + y^2)  #= right
check x^4 - y^4 == (x - y) * (x ^ 2 + y ^ 2)  #= wrong
check x^4 - y^4 == \left(x - y\right) \left(x + y\right) \left(x^2 + y^2\right)  #= right
check 1/(x*(x + 1)) == 1/x - 1/(x + 1)  #= right
check \frac{1}{x (x + 1)} == \frac{1}{x} - \frac{1}{x + 1}  #= right
check \frac{1}{x (x + 1)} == -(\frac{1}{x} - \frac{1}{x + 1})  #= wrong
check cos(x)^4 == (3 + 4*cos(2*x) + cos(4*x))/8  #= right
check cos(x)^4 == (3 + 4 * sin(2 * x) + cos(4 * x)) / 8  #= wrong
check \cos^{4}(x) == \frac{3 + 4 \cos(2 x) + \cos(4 x)}{8}  #= right
check sin(x)^3 == (3*sin(x) - sin(3*x))/4  #= right
check \sin^{3}\left(x\right) == \frac{3 \sin\left(x\right) - \sin\left(3 x\right)}{4}  #= right
check sin(x)^4 + cos(x)^4 == 1 - sin(2*x)^2/2  #= right
check sin(x)^4 + cos(x)^4 == 1 - sin(2 * x) ^ 2  #= wrong
check \sin^{4}(x) + \cos^{4}(x) == 1 - \frac{\sin^{2}(2 x)}{2}  #= right
check sin(5*x) == 16*sin(x)^5 - 20*sin(x)^3 + 5*sin(x)  #= right
check \sin(5 x) == 16 \sin^{5}(x) - 20 \sin^{3}(x) + 5 \sin(x)  #= right
check \sin(5 x) == 16 \sin^{5}(x) - 20 \cos^{3}(x) + 5 \sin(x)  #= wrong
check sin(x + y)*sin(x - y) == sin(x)^2 - sin(y)^2  #= right
check sin(x + y)*sin(x - y) == sin(x) ^ 2  #= wrong
check \sin\left(x + y\right) \sin\left(x - y\right) == \sin^{2}\left(x\right) - \sin^{2}\left(y\right)  #= right
check cos(x + y)*cos(x - y) == cos(x)^2 - sin(y)^2  #= right
check \cos(x + y) \cos(x - y) == \cos^{2}(x) - \sin^{2}(y)  #= right
check sinh(x)*sinh(y) == (cosh(x + y) - cosh(x - y))/2  #= right
check sinh(x)*sinh(y) == (cosh(x + y) - cosh(x)) / 2  #= wrong
check \sinh(x) \sinh(y) == \frac{\cosh(x + y) - \cosh(x - y)}{2}  #= right
check sinh(x) + sinh(y) == 2*sinh((x + y)/2)*cosh((x - y)/2)  #= right
check \sinh\left(x\right) + \sinh\left(y\right) == 2 \sinh\left(\frac{x + y}{2}\right) \cosh\left(\frac{x - y}{2}\right)  #= right
check \sinh\left(x\right) + \sinh\left(y\right) == 2 \sinh\left(\frac{x + y}{2}\right) \cosh\left(\frac{y}{2}\right)  #= wrong
check tan(h) + 1/tan(h) == 2/sin(2*h)  #= right
check tan(h) + 1/tan(h) == 2 / cos(2 * h)  #= wrong
check \tan(h) + \frac{1}{\tan(h)} == \frac{2}{\sin(2 h)}  #= right
check 1/tan(h) - tan(h) == 2/tan(2*h)  #= right
check \frac{1}{\tan(h)} - \tan(h) == \frac{2}{\tan(2 h)}  #= right
check sin(h)/(1 - cos(h)) == (1 + cos(h))/sin(h)  #= right
check sin(h)/(1 - cos(h)) == cos(h) / sin(h)  #= wrong
check \frac{\sin\left(h\right)}{1 - \cos\left(h\right)} == \frac{1 + \cos\left(h\right)}{\sin\left(h\right)}  #= right
check log(cosh(x)) == x + log(1 + exp(-2*x)) - log(2)  #= right
check \ln(\cosh(x)) == x + \ln(1 + \exp(-2 x)) - \ln(2)  #= right
check \ln(\cosh(x)) == 2 (x + \ln(1 + \exp(-2 x)) - \ln(2))  #= wrong
check p^3/p^5 == 1/p^2  #= right
check p^3/p^5 == 1  #= wrong
check \frac{p^{3}}{p^{5}} == \frac{1}{p^{2}}  #= right
check (1/p)^x == p^(-x)  #= right
check \left(\frac{1}{p}\right)^x == p^{-x}  #= right
check sqrt(p/q) == sqrt(p)/sqrt(q)  #= right
check sqrt(p/q) == -(sqrt(p)/sqrt(q))  #= wrong
check \sqrt{\frac{p}{q}} == \frac{\sqrt{p}}{\sqrt{q}}  #= right
check sqrt(p)*p == p^(3/2)  #= right
check \sqrt{p} p == p^{\frac{3}{2}}  #= right
check \sqrt{p} p == p^{3}  #= wrong
check expm1(x) == exp(x) - 1  #= right
check expm1(x) == exp(x)  #= wrong
check log1p(p) == log(1 + p)  #= right
check abs(x + y) == maximum(x + y, -x - y)  #= right
check abs(x + y) == maximum(x + y, y)  #= wrong
check x/abs(x) == sign(x)  #= right
