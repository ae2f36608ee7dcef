namespace Laurel.Goals;

/// <summary>What kind of number a goal is about.</summary>
public enum GoalUnit
{
    /// <summary>0.29 is 29%.</summary>
    Share,

    /// <summary>Major units of the program's currency.</summary>
    Money,

    /// <summary>A count or a mean.</summary>
    Number,
}

/// <summary>A figure that can be a goal or a guardrail: <c>repeat-purchase-rate within 90 days</c>.</summary>
/// <param name="Id">As it is written; that of the measured question, but for the return rate.</param>
/// <param name="Unit">What kind of number it is.</param>
/// <param name="Days">Within how many days; null where the figure has none.</param>
public sealed record GoalMetric(string Id, GoalUnit Unit, int? Days = null)
{
    public const string Repeat = "repeat-purchase-rate";
    public const string Activation = "activation";
    public const string ReturnRate = "return-rate";

    /// <summary>Every one, with the days it has where none are said.</summary>
    public static readonly IReadOnlyList<GoalMetric> Known =
    [
        new(Repeat, GoalUnit.Share, 90), new(Activation, GoalUnit.Share, 90), new("participation", GoalUnit.Share), new("conversion", GoalUnit.Share),
        new("enrolment-share", GoalUnit.Share), new("returning-customers", GoalUnit.Share), new("retention-strict", GoalUnit.Share),
        new("satisfaction", GoalUnit.Share), new("coupon-dependence", GoalUnit.Share), new(ReturnRate, GoalUnit.Share),
        new("average-purchase-amount", GoalUnit.Money), new("average-spend-per-member", GoalUnit.Money), new("revenue", GoalUnit.Money),
        new("purchase-frequency", GoalUnit.Number), new("visit-frequency", GoalUnit.Number), new("active-customers", GoalUnit.Number),
        new("new-members", GoalUnit.Number),
    ];

    /// <summary>Less of it is better, where no baseline says otherwise.</summary>
    public bool IsBetterLow => Id is ReturnRate or "coupon-dependence";

    /// <summary>Whether it says something of those only who are new anyway.</summary>
    public bool IsOfNew => Id is Repeat or Activation or "new-members";

    internal bool CanBeWithin(int days) => Days is not null && (Id == Activation ? days is 30 or 60 or 90 : days is >= 1 and <= 3650);
}
