namespace Laurel.Insight.Experiments;

/// <summary>One arm of a ratio ΣY/ΣX whose units have a past ΣZ/ΣW; a plain mean has X = 1, a plain past W = 1.</summary>
public sealed class RatioArm
{
    /// <summary>Y, X, Z and W of units whose past is known.</summary>
    public Moments Known { get; private init; } = new(4);

    /// <summary>Y and X of units without a past.</summary>
    public Moments Unknown { get; private init; } = new(2);

    public long N => Known.N + Unknown.N;

    /// <summary>One unit more; its past is both of Z and W, or null.</summary>
    public void Add(double y, double x, (double Z, double W)? past)
    {
        if (past is { } before)
            Known.Add([y, x, before.Z, before.W]);
        else
            Unknown.Add([y, x]);
    }

    internal double Mean(int value) => (Known.Mean(value) * Known.N + Unknown.Mean(value) * Unknown.N) / N;

    internal RatioArm Plus(RatioArm other) => new() { Known = Known.Plus(other.Known), Unknown = Unknown.Plus(other.Unknown) };
}

/// <summary>Adjusts a ratio by its own past: R′ = R − θ(Q − Q̄), with R = ΣY/ΣX of an arm and Q = ΣZ/ΣW.</summary>
/// <remarks>
/// Deng, Xu, Kohavi and Walker (2013), appendix B: both ratios are linearised over the units, (Y − R·X)/X̄ and (Z − Q·W)/W̄, and adjusted
/// like means; variance by the delta method (Deng, Knoblich and Lu 2018). With X = W = 1 it is <see cref="Cuped"/>. Units without a past
/// get the average and a flag, as there.
/// </remarks>
public static class CupedRatio
{
    public static CupedArms Adjust(params IReadOnlyList<RatioArm> arms)
    {
        if (arms.Count == 0)
            throw new UnusableSampleException("no-arm");
        var all = arms.Aggregate((one, other) => one.Plus(other));
        var pooled = Line.Of(all);
        double[] now = [.. pooled.Now, 0, 0], past = [0, 0, .. pooled.Past];
        var squares = all.Known.Products(past, past);
        var theta = squares > 0 ? all.Known.Products(now, past) / squares : 0;
        var flag = all.Known.N == 0 || all.Unknown.N == 0 ? 0 : all.Unknown.Mean(pooled.Now) - all.Known.Mean(now);
        var missing = all.Unknown.N / (double)all.N;
        var (before, after) = (Variance(all, pooled, 0, 0, 0), Variance(all, pooled, theta, flag, 0));
        return new(theta, flag, [.. arms.Select(Adjusted)], before > 0 ? after / before : 1, missing);

        ArmMean Adjusted(RatioArm arm)
        {
            var own = Line.Of(arm);
            var apart = own.PastRatio - pooled.PastRatio;
            var moved = theta * apart * arm.Known.N / arm.N + flag * (arm.Unknown.N / (double)arm.N - missing);
            return new(arm.N, own.Ratio - moved, Variance(arm, own, theta, flag, apart));
        }
    }

    /// <summary>Variance of one unit's linearised value less what its past let expect.</summary>
    /// <param name="past">How far the arm's past is from that of all, which is what units without a past are taken to have.</param>
    private static double Variance(RatioArm arm, Line line, double theta, double flag, double past)
    {
        double[] left = [.. line.Now, -theta * line.Past[0], -theta * line.Past[1]];
        var squares = arm.Known.Products(left, left) + arm.Unknown.Products(line.Now, line.Now);
        var apart = arm.Known.Mean(left) - theta * past - (arm.Unknown.Mean(line.Now) - flag);
        var between = apart * apart * arm.Known.N * arm.Unknown.N / arm.N;
        return arm.N < 2 ? 0 : Math.Max(0, squares + between) / (arm.N - 1);
    }

    /// <summary>The ratios of some units, and the weights that make a unit's linearised value of Y and X, of Z and W.</summary>
    private sealed record Line(double Ratio, double PastRatio, double[] Now, double[] Past)
    {
        public static Line Of(RatioArm arm)
        {
            var (ratio, now) = Weights(arm.Mean(0), arm.Mean(1));
            var (pastRatio, past) = arm.Known.N == 0 ? (0, [0, 0]) : Weights(arm.Known.Mean(2), arm.Known.Mean(3));
            return new(ratio, pastRatio, now, past);
        }

        private static (double Ratio, double[] Weights) Weights(double above, double below) => below != 0
            ? (above / below, [1 / below, -above / below / below])
            : throw new UnusableSampleException("denominator-zero");
    }
}
