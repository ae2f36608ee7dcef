using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>Threads that take turns together.</summary>
public sealed class SideBySideTests
{
    [Fact]
    public async Task What_comes_between_two_turns_sees_all_of_the_one_before()
    {
        using var threads = new SideBySide(3);
        var (done, seen) = (0, new List<int>());
        await threads.Run(_ => Interlocked.Increment(ref done), Between, _ => Interlocked.Increment(ref done));
        seen.ShouldBe([3, 6, 9]);

        bool Between()
        {
            seen.Add(done);
            return seen.Count < 3;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Who_fails_ends_it_for_all(int who)
    {
        using var threads = new SideBySide(2);
        for (var again = 0; again < 2; again++)
        {
            await Should.ThrowAsync<FormatException>(() =>
                threads.Run(_ => { }, () => true, number => { if (number == who) throw new FormatException(); }));
        }
    }

    [Fact]
    public async Task What_fails_between_two_turns_ends_it_too()
    {
        using var threads = new SideBySide(2);
        await Should.ThrowAsync<FormatException>(() => threads.Run(_ => { }, () => throw new FormatException(), _ => { }));
    }
}
