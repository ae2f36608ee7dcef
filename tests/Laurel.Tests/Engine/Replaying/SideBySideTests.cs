using Laurel.Engine;
using Laurel.Engine.Replaying;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine.Replaying;

/// <summary>Threads that take turns together.</summary>
public sealed class SideBySideTests
{
    [Fact]
    public async Task What_comes_between_two_turns_sees_all_of_the_one_before()
    {
        using var threads = new SideBySide(3);
        var (done, seen) = (0, new List<int>());
        await threads.Run(5, Between, _ => Interlocked.Increment(ref done));
        seen.ShouldBe([0, 5, 10]);

        bool Between()
        {
            seen.Add(done);
            return seen.Count < 3;
        }
    }

    [Fact]
    public async Task Who_is_held_up_leaves_the_other_pieces_to_the_rest()
    {
        using var threads = new SideBySide(2);
        using var others = new CountdownEvent(7);
        var (isLeft, turns) = (false, 0);
        await threads.Run(8, () => turns++ == 0, Piece);
        isLeft.ShouldBeTrue();

        void Piece(int number)
        {
            if (number == 0)
                isLeft = others.Wait(TimeSpan.FromSeconds(30));
            else
                others.Signal();
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
                threads.Run(2, () => true, number => { if (number == who) throw new FormatException(); }));
        }
    }

    [Fact]
    public async Task What_fails_between_two_turns_ends_it_too()
    {
        using var threads = new SideBySide(2);
        await Should.ThrowAsync<FormatException>(() => threads.Run(2, () => throw new FormatException(), _ => { }));
    }
}
