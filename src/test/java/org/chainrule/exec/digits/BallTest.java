package org.chainrule.exec.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class BallTest {
    private static final int BITS = 256;

    private static BallFunctions functions(int bits) {
        return new BallFunctions(new BallArithmetic(bits, false));
    }

    private static void same(Ball ball, String digits) {
        assertThat(ball.toDecimal(50)).isEqualByComparingTo(new BigDecimal(digits));
        assertThat(ball.magnitude() - ball.radius()).isGreaterThan(200);
    }

    /** From tables: OEIS A000796, A002162, A001113, A019774; Abramowitz and Stegun, tables 26.1 and 4.6. */
    @Test
    void knownNumbers() {
        BallFunctions f = functions(BITS);
        same(f.pi(), "3.1415926535897932384626433832795028841971693993751");
        same(f.logTwo(), "0.69314718055994530941723212145817656807550013436026");
        same(f.exp(Ball.ONE), "2.7182818284590452353602874713526624977572470937000");
        same(f.exp(Ball.of(0.5)), "1.6487212707001281468486507878141635716537761007101");
        same(f.log(Ball.of(10)), "2.3025850929940456840179914546843642076011014886288");
        same(f.sin(Ball.ONE), "0.84147098480789650665250232163029899962256306079837");
        same(f.cos(Ball.ONE), "0.54030230586813971740093660744297660373231042061792");
        same(f.atan(Ball.of(2)), "1.1071487177940905030170654601785370400700476454014");
    }

    @Test
    void moreBitsAgreeWithinTheBound() {
        SplittableRandom random = new SplittableRandom(5);
        List<BiFunction<BallFunctions, Ball, Ball>> all = List.of(
                BallFunctions::exp,
                BallFunctions::log,
                BallFunctions::sin,
                BallFunctions::cos,
                BallFunctions::atan,
                BallFunctions::asin,
                BallFunctions::normalCdf,
                (f, x) -> nearZero(f).expm1(x),
                (f, x) -> nearZero(f).log1p(x),
                (f, x) -> nearZero(f).tanh(x),
                (f, x) -> nearZero(f).sech2(x),
                (f, x) -> nearZero(f).sinh(x),
                (f, x) -> nearZero(f).softplus(x));
        for (int i = 0; i < 300; i++) {
            double size = Math.pow(10, i % 2 == 0 ? random.nextDouble(-2, 2) : random.nextDouble(-300, 10));
            Ball x = Ball.of(random.nextBoolean() ? size : -size);
            for (BiFunction<BallFunctions, Ball, Ball> f : all) {
                Ball few = f.apply(functions(BITS), x);
                Ball many = f.apply(functions(2 * BITS), x);
                assertThat(few.kind()).isEqualTo(many.kind());
                if (!few.isFinite()) {
                    continue;
                }
                Ball off = new BallArithmetic(4 * BITS, false).minus(sharp(few), sharp(many));
                assertThat(off.magnitude()).as("at %s", x).isLessThanOrEqualTo(Math.max(few.radius(), -1e9));
            }
        }
    }

    private static BallNearZero nearZero(BallFunctions functions) {
        return new BallNearZero(functions);
    }

    @Test
    void whatVanishesAtZeroKeepsItsDigits() {
        BallNearZero f = nearZero(functions(BITS));
        for (String size : List.of("1e-5", "1e-50", "1e-300")) {
            Ball x = Ball.of(Double.parseDouble(size));
            for (Ball y : List.of(f.expm1(x), f.log1p(x), f.tanh(x), f.sinh(x))) {
                assertThat(y.magnitude() - y.radius()).isGreaterThan(200);
                assertThat(Math.abs(y.toDouble() / x.toDouble() - 1)).isLessThan(1e-4);
            }
        }
        Ball far = f.softplus(Ball.of(-5000));
        assertThat(far.mayBeZero()).isFalse();
        assertThat(f.sech2(Ball.of(4000)).mayBeZero()).isFalse();
    }

    private static Ball sharp(Ball ball) {
        return new Ball(ball.kind(), ball.mantissa(), ball.exponent(), Double.NEGATIVE_INFINITY);
    }

    /** A ball of an inexact number holds what comes of every number in it. */
    @Test
    void errorsAreCarriedThrough() {
        SplittableRandom random = new SplittableRandom(9);
        BallArithmetic a = new BallArithmetic(BITS, false);
        BallFunctions f = new BallFunctions(a);
        for (int i = 0; i < 200; i++) {
            Ball x = Ball.of(random.nextDouble(0.1, 0.9));
            Ball y = Ball.of(random.nextDouble(-30, 30));
            double radius = random.nextDouble(-60, -20);
            Ball moved = a.plus(
                    x,
                    Ball.exact(BigInteger.valueOf((long) (1e6 * random.nextDouble(-1, 1))), 0)
                            .times2((long) Math.floor(radius) - 20));
            Ball wide = x.blurred(radius);
            holds(a, f.exp(wide), f.exp(moved));
            holds(a, f.log(wide), f.log(moved));
            holds(a, f.sin(wide), f.sin(moved));
            holds(a, f.atan(wide), f.atan(moved));
            holds(a, f.asin(wide), f.asin(moved));
            holds(a, f.normalCdf(wide.negate()), f.normalCdf(moved.negate()));
            holds(a, a.sqrt(wide), a.sqrt(moved));
            holds(a, a.times(wide, y), a.times(moved, y));
            holds(a, a.over(y, wide), a.over(y, moved));
            holds(a, f.pow(wide, y), f.pow(moved, y));
        }
    }

    private static void holds(BallArithmetic a, Ball wide, Ball value) {
        assertThat(a.minus(sharp(wide), sharp(value)).magnitude())
                .isLessThanOrEqualTo(Ball.sum(wide.radius(), value.radius()));
    }

    @Test
    void wholeNumbersAndDyadicFractionsAreExact() {
        BallArithmetic a = new BallArithmetic(BITS, false);
        assertThat(a.over(Ball.of(3), Ball.of(4)).isExact()).isTrue();
        assertThat(a.over(Ball.of(1), Ball.of(3)).isExact()).isFalse();
        assertThat(a.sqrt(Ball.of(2.25)).toString()).isEqualTo("1.5");
        assertThat(a.compare(Ball.of(0.1), Ball.of(0.1))).isZero();
        for (double x : new double[] {0.5, -3.5, 2.5, 7, -0.2, 1e20}) {
            assertThat(a.round(Ball.of(x)).toDouble()).isEqualTo(Math.rint(x) + 0.0);
            assertThat(a.floor(Ball.of(x)).toDouble()).isEqualTo(Math.floor(x));
        }
    }

    @Test
    void whatIsNotSettledIsNotAnswered() {
        Ball vague = Ball.ZERO.blurred(-100);
        assertThatThrownBy(() -> new BallArithmetic(BITS, false).sign(vague)).isInstanceOf(UnsettledException.class);
        assertThat(new BallArithmetic(BITS, true).sign(vague)).isZero();
    }

    @Test
    void infinitiesAreLimits() {
        BallArithmetic a = new BallArithmetic(BITS, false);
        BallFunctions f = new BallFunctions(a);
        assertThat(f.exp(Ball.MINUS_INFINITY)).isEqualTo(Ball.ZERO);
        assertThat(f.log(Ball.ZERO)).isEqualTo(Ball.MINUS_INFINITY);
        assertThat(a.plus(Ball.INFINITY, Ball.MINUS_INFINITY)).isEqualTo(Ball.UNDEFINED);
        assertThat(a.times(Ball.INFINITY, Ball.ZERO)).isEqualTo(Ball.UNDEFINED);
        assertThat(f.log(Ball.of(-1))).isEqualTo(Ball.UNDEFINED);
        assertThat(f.exp(Ball.of(-1e300)).toDouble()).isZero();
    }
}
