using System.Text;

namespace Laurel.Engine.Replaying;

/// <summary>Whose a command is, as a number: the same for the same name while the process runs. Two names may have the same.</summary>
internal static class Owner
{
    /// <summary>Whose a purchase is that is no member's, where nothing looks at it again.</summary>
    public const uint Nobody = 0;
    private const int LargestOnStack = 256;

    public static uint Of(ReadOnlySpan<byte> utf8)
    {
        var hash = default(HashCode);
        hash.AddBytes(utf8);
        return Math.Max(Nobody + 1, unchecked((uint)hash.ToHashCode()));
    }

    public static uint Of(string name)
    {
        var most = Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> utf8 = most <= LargestOnStack ? stackalloc byte[LargestOnStack] : new byte[most];
        return Of(utf8[..Encoding.UTF8.GetBytes(name, utf8)]);
    }
}
