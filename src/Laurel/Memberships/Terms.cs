namespace Laurel.Memberships;

/// <summary>A plan on a calendar.</summary>
internal sealed class Terms(MembershipPlan plan, Calendar calendar)
{
    public MembershipPlan Plan => plan;

    /// <summary>The instant at which a period ends whose first day after it is given.</summary>
    public DateTimeOffset Instant(DateTimeOffset anchor, DateOnly day) => plan.ToTheHour
        ? calendar.Instant(day.ToDateTime(TimeOnly.FromDateTime(calendar.Local(anchor))))
        : calendar.Start(day);

    /// <summary>When a membership is over whose fee has been due since an instant.</summary>
    public DateTimeOffset? Lapses(DateTimeOffset? due) => due is { } at && plan.Grace is { } grace
        ? Instant(at, grace.After(calendar.Day(at)))
        : due;

    /// <summary>When a fee that has been due since an instant and has just failed is tried again; null is not any more.</summary>
    public DateTimeOffset? TriesAgain(DateTimeOffset due, DateTimeOffset failed)
    {
        DateTimeOffset? next = null;
        foreach (var wait in plan.TriesAgain)
        {
            if (Instant(due, wait.After(calendar.Day(due))) is var at && at > failed && !(next <= at))
                next = at;
        }
        return next;
    }

    /// <summary>The first way of cancelling that still applies.</summary>
    public Cancelling Cancelling(HeldMembership held, DateOnly today)
    {
        foreach (var terms in plan.Cancel)
        {
            if (terms.Within is not { } within || today <= within.After(calendar.Day(held.From)))
                return terms.How;
        }
        return Memberships.Cancelling.AtPeriodEnd;
    }
}
