using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Laurel.Games;

/// <summary>
/// What was drawn outside for a command: HMAC-SHA-256 of the secret of an epoch and a name that the server makes. Any number of draws are
/// made from it, each for something else.
/// </summary>
/// <param name="Epoch">The epoch by whose secret it was drawn.</param>
/// <param name="For">What it was drawn for: play/ply_…, visit/… or purchase/….</param>
/// <param name="Value">The first 16 bytes, in hexadecimal.</param>
public sealed record Drawn(string Epoch, string For, string Value);

/// <summary>Pure arithmetic of draws: what the server draws, everybody can draw again once the secret is known.</summary>
public static class Draws
{
    private const int SeedBytes = 16;
    private const ulong Parts = 1_000_000_000_000_000_000;

    /// <summary>The epoch of an instant: its calendar month in universal time.</summary>
    public static string EpochOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>SHA-256 of a secret, in hexadecimal.</summary>
    public static string Commitment(ReadOnlySpan<byte> secret) => Convert.ToHexStringLower(SHA256.HashData(secret));

    /// <summary>Draws for something by the secret of an epoch.</summary>
    public static Drawn Draw(ReadOnlySpan<byte> secret, string epoch, string what) =>
        new(epoch, what, Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(what)).AsSpan(0, SeedBytes)));

    /// <summary>
    /// What a command is drawn for: a play by itself, a purchase by its visit, so that all purchases of a visit have the same luck. Null
    /// where nothing can be drawn.
    /// </summary>
    public static string? Subject(Command command, Rules rules) => command switch
    {
        PlayGame c => "play/" + c.Play.Value,
        RecordActivity c => "activity/" + c.Activity.Value,
        RecordPurchase { Purchase: { Customer: { } who } bought } => $"visit/{who}/{rules.Calendar.Day(bought.At):O}/{bought.Location}",
        RecordPurchase c => "purchase/" + c.Purchase.Id.Value,
        _ => null,
    };

    /// <summary>The command with what was drawn for it.</summary>
    public static Command With(Command command, Drawn drawn) => command switch
    {
        PlayGame c => c with { Traits = c.Traits with { Drawn = drawn } },
        RecordActivity c => c with { Traits = c.Traits with { Drawn = drawn } },
        RecordPurchase c => c with { Traits = c.Traits with { Drawn = drawn } },
        _ => command,
    };

    /// <summary>What was drawn for a command; null where nothing was.</summary>
    public static Drawn? Of(Command command) => command switch
    {
        PlayGame c => c.Traits.Drawn,
        RecordActivity c => c.Traits.Drawn,
        RecordPurchase c => c.Traits.Drawn,
        _ => null,
    };

    /// <summary>A number from 0 to below 1: the first eight bytes of SHA-256(value, name), big-endian, divided by 2^64, cut to eighteen decimals.</summary>
    public static decimal Number(Drawn drawn, string name)
    {
        byte[] input = [.. Convert.FromHexString(drawn.Value), .. Encoding.UTF8.GetBytes(name)];
        var bits = (UInt128)BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(input));
        return (decimal)(ulong)((bits * Parts) >> 64) / Parts;
    }
}
