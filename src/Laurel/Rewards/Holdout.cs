using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Laurel.Definitions;
using Laurel.Rewards.Benefits;

namespace Laurel.Rewards;

/// <summary>
/// A share of customers who go without an offer, so that what it changes can be measured: <c>holdout: 10%</c>. Who they are is drawn once
/// and for all by a hash of the offer and the household (the customer who has none): the same people today and next year, and others for
/// every offer.
/// </summary>
/// <param name="Share">Above 0, at most one half.</param>
public sealed record Holdout(decimal Share)
{
    private const decimal Most = 0.5m;

    /// <param name="offer">Its id.</param>
    /// <param name="unit">The household or the customer.</param>
    internal bool Has(string offer, string unit)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{offer}\n{unit}"), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) < (UInt128)(Share * 1_000_000_000) * ulong.MaxValue / 1_000_000_000;
    }

    internal static Holdout Read(Node node)
    {
        var text = Fields.Scalar(node).Text;
        return Percent.Parse(text) is { } share and > 0 and <= Most
            ? new Holdout(share)
            : throw Fields.Malformed(node, "holdout-share-expected", text);
    }
}
