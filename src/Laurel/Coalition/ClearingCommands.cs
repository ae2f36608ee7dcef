namespace Laurel.Coalition;

/// <summary>A member lets a partner know her, or no longer does.</summary>
public sealed record AgreeToPartner : Command
{
    public required MemberId Member { get; init; }
    public required string Partner { get; init; }

    /// <summary>False takes the consent back.</summary>
    public bool Agrees { get; init; } = true;
    public override MemberId? About => Member;
}

/// <summary>Pays and collects what stands open between the operator and the partners.</summary>
public sealed record SettleClearing : Command
{
    /// <summary>What it is called, such as 2026-03; one name settles once.</summary>
    public required string Settlement { get; init; }

    /// <summary>One partner; null is all of them.</summary>
    public string? Partner { get; init; }
    public override string? NaturalKey => "settlement/" + Settlement;
}
