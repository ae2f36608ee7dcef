using Shouldly;

namespace Laurel.Tests.Engine.Packing;

/// <summary>What can happen to a body on a disk, or be written in it by a version to come.</summary>
internal static class Damage
{
    private static readonly byte[] Values = [0, 1, 2, 3, 0x1D, 0x7F, 0x80, 0xFE, 0xFF];

    /// <summary>Cut short or of another version it is refused; with another byte anywhere it is refused, or read as something else.</summary>
    public static void Try<T>(byte[] whole, Func<byte[], T> read)
    {
        for (var length = 1; length < whole.Length; length++)
            Should.Throw<InvalidDataException>(() => read(whole[..length]));
        Should.Throw<InvalidDataException>(() => read([99, .. whole[1..]])).Message.ShouldContain("99");
        Bear(whole, read);
    }

    /// <summary>Cut short, or with another byte anywhere but at the beginning, it is refused or read as something else.</summary>
    public static void Bear<T>(byte[] whole, Func<byte[], T> read)
    {
        for (var at = 1; at < whole.Length; at++)
        {
            Read(whole[..at], read);
            foreach (var value in Values)
                Read([.. whole[..at], value, .. whole[(at + 1)..]], read);
        }
    }

    private static void Read<T>(byte[] body, Func<byte[], T> read)
    {
        try
        {
            read(body);
        }
        catch (InvalidDataException)
        {
        }
    }
}
