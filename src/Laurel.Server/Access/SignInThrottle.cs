using System.Collections.Concurrent;

namespace Laurel.Server.Access;

/// <summary>
/// Slows guessing down: after five wrong passwords for an address, or twenty from one place, within a quarter of an hour, nobody gets in
/// that way until the oldest of them is a quarter of an hour old.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock)
{
    public const int PerAddress = 5;
    public const int PerPlace = 20;

    /// <summary>So many names are remembered; beyond, those that are over are forgotten first.</summary>
    private const int Remembered = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, DateTimeOffset[]> failures = new();

    /// <summary>How long to wait before the next try; null when it may be made now.</summary>
    public TimeSpan? Wait(string email, string place)
    {
        var address = Wait("address " + email.Trim().ToLowerInvariant(), PerAddress);
        var from = Wait("place " + place, PerPlace);
        return address > from || from is null ? address : from;
    }

    public void Failed(string email, string place)
    {
        Note("address " + email.Trim().ToLowerInvariant());
        Note("place " + place);
        if (failures.Count > Remembered)
            Forget();
    }

    /// <summary>The same for links to members' pages, which have no name: only places are counted.</summary>
    public TimeSpan? WaitForLink(string place) => Wait("link " + place, PerPlace);

    public void FailedLink(string place)
    {
        Note("link " + place);
        if (failures.Count > Remembered)
            Forget();
    }

    public void Succeeded(string email) => failures.TryRemove("address " + email.Trim().ToLowerInvariant(), out _);

    private TimeSpan? Wait(string name, int allowed)
    {
        if (!failures.TryGetValue(name, out var times))
            return null;
        var counted = Recent(times);
        return counted.Length < allowed ? null : counted[^allowed] + Window - clock.GetUtcNow();
    }

    private void Note(string name) => failures.AddOrUpdate(name, _ => [clock.GetUtcNow()], (_, times) => [.. Recent(times), clock.GetUtcNow()]);

    private DateTimeOffset[] Recent(DateTimeOffset[] times) => [.. times.Where(t => t > clock.GetUtcNow() - Window)];

    private void Forget()
    {
        foreach (var (name, times) in failures)
        {
            if (Recent(times).Length == 0)
                failures.TryRemove(name, out _);
        }
    }
}
