namespace Laurel.Explaining;

/// <summary>Who reads an explanation.</summary>
public enum Audience
{
    /// <summary>A whole sentence, and why.</summary>
    Member,

    /// <summary>A few words that fit on a till.</summary>
    Cashier,

    /// <summary>Also rule ids, versions, accounts, lots and counters.</summary>
    Auditor,
}
