using System.Globalization;
using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

/// <summary>CDNOW: spend in the 39 weeks to 1997-09-30 as the past of spend in the 39 weeks after; 23,570 customers.</summary>
public sealed class CupedTests
{
    [Fact]
    public void The_past_of_cdnow_removes_35_percent_of_the_variance()
    {
        var (past, now) = Spend();

        var adjusted = Cuped.Adjust(new CovariateArm(PairedSummary.Of(past, now), default));

        adjusted.VarianceKept.ShouldBe(0.6470, 0.001);
        adjusted.Theta.ShouldBe(0.51093, 0.0005);
        adjusted.Arms[0].Mean.ShouldBe(32.96398, 1e-4);
    }

    [Fact]
    public void A_thousand_splits_without_an_effect_are_unbiased_and_covered()
    {
        var (past, now) = Spend();
        var chance = new Chance(2013);
        var estimates = Enumerable.Range(0, 1000).Select(_ => Split(past, now, chance)).ToList();

        var mean = ArmSummary.Of([.. estimates.Select(estimate => estimate.Value)]).Mean;
        var covered = estimates.Count(estimate => estimate.Interval.Contains(0)) / 1000.0;

        Math.Abs(mean.Mean).ShouldBeLessThan(3 * Math.Sqrt(mean.SquaredError));
        covered.ShouldBeInRange(0.935, 0.965);
    }

    [Fact]
    public void A_past_that_is_nobodys_leaves_the_arms_as_they_are()
    {
        double[] now = [1, 4, 2, 8];

        var adjusted = Cuped.Adjust(CovariateArm.Of(now, [null, null, null, null]));

        adjusted.Arms[0].ShouldBe(ArmSummary.Of(now).Mean);
        adjusted.MissingShare.ShouldBe(1);
        adjusted.Cautions.Single().Kind.ShouldBe(CautionKind.PastExplainsLittle);
    }

    [Fact]
    public void Units_without_a_past_equal_a_regression_on_past_and_flag()
    {
        double[] now = [3, 5, 9, 20, 30];
        double?[] past = [1, 2, 3, null, null];

        var adjusted = Cuped.Adjust(CovariateArm.Of(now, past));

        adjusted.Theta.ShouldBe(3, 1e-12);
        adjusted.MissingTheta.ShouldBe(25 - 17.0 / 3, 1e-12);
        adjusted.Arms[0].Mean.ShouldBe(67.0 / 5, 1e-12);
        adjusted.Arms[0].Variance.ShouldBe((1.0 / 9 + 4.0 / 9 + 1.0 / 9 + 25 + 25) / 4, 1e-9);
    }

    [Fact]
    public void A_known_effect_is_found_with_new_members_in_both_arms()
    {
        var chance = new Chance(5);
        var (treated, control) = (Draw(chance, 2, 20_000), Draw(chance, 0, 20_000));

        var adjusted = Cuped.Adjust(treated, control);
        var estimate = Welch.Difference(adjusted.Arms[0], adjusted.Arms[1]);

        estimate.Interval.Contains(2).ShouldBeTrue();
        estimate.StandardError.ShouldBeLessThan(0.6 * Welch.StandardError(treated.Raw.Mean, control.Raw.Mean));
    }

    [Fact]
    public void A_cap_is_one_for_all_and_touches_only_the_top()
    {
        var values = Enumerable.Range(1, 1001).Select(i => (double)i).ToArray();

        var capped = Winsor.Cap(values, 0.99);

        capped.Cap.ShouldBe(991, 1e-9);
        capped.Capped.ShouldBe(10);
        capped.Values.Max().ShouldBe(991, 1e-9);
    }

    private static CovariateArm Draw(Chance chance, double effect, int members)
    {
        var (now, past) = (new double[members], new double?[members]);
        for (var i = 0; i < members; i++)
        {
            var taste = 10 * chance.Normal();
            var isNew = chance.Coin(0.2);
            past[i] = isNew ? null : taste + 2 * chance.Normal();
            now[i] = isNew ? 15 + effect + 2 * chance.Normal() : taste + effect + 2 * chance.Normal();
        }
        return CovariateArm.Of(now, past);
    }

    private static Estimate Split(double[] past, double[] now, Chance chance)
    {
        var arms = new PairedSummary[2];
        for (var i = 0; i < now.Length; i++)
        {
            var arm = chance.Coin() ? 1 : 0;
            arms[arm] = arms[arm].With(past[i], now[i]);
        }
        var adjusted = Cuped.Adjust(new CovariateArm(arms[1], default), new CovariateArm(arms[0], default));
        return Welch.Difference(adjusted.Arms[0], adjusted.Arms[1]);
    }

    private static (double[] Past, double[] Now) Spend()
    {
        var purchases = GzipCsv.Shared("data/cdnow/cdnow_master.csv.gz");
        var (customers, dates, amounts) = (purchases.Texts("customer_id"), purchases.Texts("date"), purchases.Numbers("amount"));
        var index = new Dictionary<string, int>();
        var (past, now) = (new double[23_570], new double[23_570]);
        for (var i = 0; i < amounts.Length; i++)
        {
            index.TryAdd(customers[i], index.Count);
            var day = DateOnly.Parse(dates[i], CultureInfo.InvariantCulture);
            (day <= new DateOnly(1997, 9, 30) ? past : now)[index[customers[i]]] += amounts[i];
        }
        return (past, now);
    }
}
