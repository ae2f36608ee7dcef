using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Laurel.Engine;

/// <summary>
/// A command made ready for the journal, on the asker's own thread: its bytes, and the hash that tells the same request from
/// another. Left out of the hash is what the asker does not choose: id, actor, traits, and the time when the server gave it.
/// </summary>
internal sealed class Asked
{
    private const int SaltBytes = 16;
    private const int SaltsAtOnce = 64;

    [ThreadStatic]
    private static byte[]? salts;

    [ThreadStatic]
    private static int saltsUsed;

    private Asked(Command command)
    {
        Command = command;
        Body = Wire.EncodeCommand(command);
        Lines = Wire.EncodeLines(command);
        if (Lines is not null)
        {
            LinesSalt = Salt();
            LinesDigest = Chain.Digest(LinesSalt, Lines);
        }
        InputHash = Hash(command, Body, Lines);
        NaturalKey = command.NaturalKey;
    }

    public Command Command { get; }
    public byte[] Body { get; }
    public byte[]? Lines { get; }
    public byte[]? LinesSalt { get; }
    public byte[]? LinesDigest { get; }
    public byte[] InputHash { get; }
    public string? NaturalKey { get; }

    /// <summary>Time is kept in UTC, so that a row reads back as it was decided.</summary>
    public static Asked Of(Command command) => new(command with { At = command.At.ToUniversalTime() });

    /// <summary>The names of the fields in which a request differs from the one a row recorded; empty when it is the same.</summary>
    public IReadOnlyList<string> Differences(StoredRow row)
    {
        if (InputHash.AsSpan().SequenceEqual(row.InputHash))
            return [];
        var known = Wire.DecodeCommand(row);
        var names = new List<string>();
        if (!(Command.IsTimedByServer && known.IsTimedByServer) && Command.At != known.At)
            names.Add("at");
        Compare(Form(known, !row.LinesAreDropped), Form(Command, !row.LinesAreDropped), "", names);
        return names;
    }

    /// <summary>Random bytes, drawn for many commands at once.</summary>
    private static byte[] Salt()
    {
        if (salts is null || saltsUsed == SaltsAtOnce)
            (salts, saltsUsed) = (RandomNumberGenerator.GetBytes(SaltBytes * SaltsAtOnce), 0);
        return salts.AsSpan(SaltBytes * saltsUsed++, SaltBytes).ToArray();
    }

    private static byte[] Hash(Command command, byte[] body, byte[]? lines)
    {
        var bare = WithoutTraits(command);
        var input = ReferenceEquals(bare, command) ? body : Wire.EncodeCommand(bare);
        Span<byte> at = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(at, command.IsTimedByServer ? 0 : command.At.UtcTicks);
        return Chain.Hash(input, lines, at);
    }

    private static Command WithoutTraits(Command command) => command switch
    {
        RecordPurchase c when !ReferenceEquals(c.Traits, Traits.None) => c with { Traits = Traits.None },
        Receipts.ClaimReceipt c when !ReferenceEquals(c.Traits, Traits.None) => c with { Traits = Traits.None },
        EnrolMember c when !ReferenceEquals(c.Traits, Traits.None) => c with { Traits = Traits.None },
        ReserveReward c when !ReferenceEquals(c.Traits, Traits.None) => c with { Traits = Traits.None },
        RecordActivity c when !ReferenceEquals(c.Traits, Traits.None) => c with { Traits = Traits.None },
        Games.PlayGame c when !ReferenceEquals(c.Traits, Traits.None) => c with { Traits = Traits.None },
        Challenges.TakePart c when !ReferenceEquals(c.Traits, Traits.None) => c with { Traits = Traits.None },
        _ => command,
    };

    private static JsonObject Form(Command command, bool hasLines)
    {
        var bare = WithoutTraits(command);
        var form = JsonNode.Parse(Wire.ByShape(bare))!.AsObject();
        if (hasLines && bare is RecordPurchase { Purchase.Lines: var lines })
            form["purchase"]!["lines"] = JsonNode.Parse(Wire.ByShape(lines));
        return form;
    }

    private static void Compare(JsonObject known, JsonObject asked, string prefix, List<string> names)
    {
        foreach (var name in known.Select(p => p.Key).Union(asked.Select(p => p.Key)).ToList())
        {
            var (a, b) = (known[name], asked[name]);
            if (JsonNode.DeepEquals(a, b))
                continue;
            if (prefix.Length == 0 && a is JsonObject inner && b is JsonObject other)
                Compare(inner, other, name + ".", names);
            else
                names.Add(prefix + name);
        }
    }
}
