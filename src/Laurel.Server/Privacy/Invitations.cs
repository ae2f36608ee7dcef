using System.Data.Common;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Privacy;

/// <summary>Codes by which members invite friends: short enough to be said, and worth nothing to who would see or use what is hers.</summary>
internal sealed class Invitations(Func<DbConnection> connect, Func<string, string, string> nameFrom)
{
    private const int Letters = 10;

    /// <summary>A member's code, always the same one: K7M2P-9QXTA.</summary>
    public string CodeOf(string program, MemberId member)
    {
        var letters = Plain(program, member);
        return $"{letters[..(Letters / 2)]}-{letters[(Letters / 2)..]}";
    }

    /// <summary>The row by which her code is found; null where it is there.</summary>
    public OrdinaryWrite? Keep(string program, MemberId member) => Find(CodeOf(program, member)) is not null ? null : new OrdinaryWrite(
        "INSERT OR IGNORE INTO invitations (code, program, member) VALUES (@code, @program, @member)",
        ("@code", Plain(program, member)), ("@program", program), ("@member", member.Value));

    /// <summary>Whose code it is, however it was typed; null where it is nobody's.</summary>
    public (string Program, MemberId Member)? Find(string? typed)
    {
        var code = (typed ?? "").Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()
            .Replace('O', '0').Replace('I', '1').Replace('L', '1');
        using var connection = connect();
        return code.Length == Letters
            ? connection.First<(string, MemberId)?>(row => (row.GetString(0), new MemberId(row.GetString(1))), "SELECT program, member FROM invitations WHERE code = $1", code)
            : null;
    }

    /// <summary>Her code as it is kept; null where she has never asked for one.</summary>
    public string? KeptOf(string program, MemberId member) => Find(CodeOf(program, member)) is { } kept && kept == (program, member) ? CodeOf(program, member) : null;

    private string Plain(string program, MemberId member) => nameFrom(program, member.Value)[..Letters].ToUpperInvariant();
}
