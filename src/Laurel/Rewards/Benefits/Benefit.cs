using Laurel.Pricing;

namespace Laurel.Rewards.Benefits;

/// <summary>What a reward or an offer gives. Each kind is a file of this folder.</summary>
public abstract record Benefit
{
    /// <summary>The key in the definition.</summary>
    public abstract string Name { get; }

    /// <summary>It is nothing but money off a basket, so that without anything to take it off there is no use in it.</summary>
    public virtual bool IsDiscount => false;

    /// <summary>The pieces it takes something off cost nothing then.</summary>
    public virtual bool MakesFree => false;

    /// <summary>It chooses pieces, so that used again in a basket it is for others than those it was for.</summary>
    public virtual bool TakesPieces => false;

    /// <summary>What it is worth in money, in minor units, where that is plain from the definition.</summary>
    public virtual decimal? Worth => null;

    /// <summary>What it takes off each line of a basket, as prices are written; nothing for what is handed over.</summary>
    /// <param name="lines">The lines it is for, with what is left of their price.</param>
    /// <param name="times">How many times it is used: pieces, or the multiples a member chose.</param>
    internal virtual long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times) => new long[lines.Count];

    /// <summary>How many pieces of each line it takes something off, for those kinds that choose pieces.</summary>
    internal virtual decimal[] Pieces(IReadOnlyList<LineToPay> lines, decimal times) => new decimal[lines.Count];

    /// <summary>Whether it can be had in a basket of this currency.</summary>
    internal virtual bool Takes(string currency) => true;
}
