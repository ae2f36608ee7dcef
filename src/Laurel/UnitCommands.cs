namespace Laurel;

/// <summary>A member gives units to another; they keep their dates.</summary>
public sealed record TransferUnits : Command
{
    /// <summary>Who gives.</summary>
    public required MemberId Member { get; init; }
    public required MemberId To { get; init; }
    public required string Unit { get; init; }

    /// <summary>In the unit's smallest part.</summary>
    public required long Amount { get; init; }

    /// <summary>As much of the amount as she can use; nothing is a success too.</summary>
    public bool UpTo { get; init; }
    public string Reason { get; init; } = "";
    public override MemberId? About => Member;
}

/// <summary>Staff bring expired units back, with a reason.</summary>
public sealed record ReinstateUnits : Command
{
    public required MemberId Member { get; init; }
    public required string Unit { get; init; }

    /// <summary>In the unit's smallest part; never more than has expired.</summary>
    public required long Amount { get; init; }

    /// <summary>The first instant at which they are gone again; null lets them live as long as what comes back after its date.</summary>
    public DateTimeOffset? Expires { get; init; }
    public required string Reason { get; init; }
    public override MemberId? About => Member;
}

/// <summary>Staff let units live longer, with a reason.</summary>
public sealed record ExtendUnits : Command
{
    public required MemberId Member { get; init; }
    public required string Unit { get; init; }

    /// <summary>The first instant at which they are gone; what lives longer anyway is left alone.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>One lot; null is all of them.</summary>
    public string? Lot { get; init; }
    public required string Reason { get; init; }
    public override MemberId? About => Member;
}
