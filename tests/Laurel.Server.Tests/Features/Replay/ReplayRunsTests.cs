using Laurel.Server.Access;
using Laurel.Server.Features.Replay;
using Laurel.Server.Ui;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Replay;

/// <summary>Replays that people wait for: how far they are, one at a time, and never for nobody.</summary>
public sealed class ReplayRunsTests
{
    private static readonly OrganizationId Shop = OrganizationId.Parse("shop");
    private static readonly OrganizationId Other = OrganizationId.Parse("other");
    private readonly TestClock clock = new(new DateTimeOffset(2026, 1, 10, 9, 0, 0, TimeSpan.Zero));
    private readonly ReplayRuns runs;

    public ReplayRunsTests() => runs = new ReplayRuns(clock);

    [Fact]
    public async Task It_says_how_far_it_is_and_then_what_it_came_to()
    {
        var (work, go) = Held(0.4);
        var run = runs.Start(Shop, "ada", work);
        await UntilAsync(() => run.Done > 0);
        (runs.Of(Shop, "ada")!.State, run.Done, run.View).ShouldBe((ReplayRunState.Running, 0.4, null));
        go.SetResult();
        await run.Ended;
        (run.State, run.View!.Cost).ShouldBe((ReplayRunState.Done, 7));
        (runs.Of(Shop, "bo"), runs.Of(Other, "ada")).ShouldBe((null, null));
    }

    [Fact]
    public async Task Who_stops_it_waits_for_nothing()
    {
        var run = runs.Start(Shop, "ada", Held(0.4).Work);
        run.Stop();
        await run.Ended;
        (run.State, run.View).ShouldBe((ReplayRunState.Stopped, null));
    }

    [Fact]
    public async Task Another_of_the_same_person_ends_the_first()
    {
        var first = runs.Start(Shop, "ada", Held(0.4).Work);
        var (work, go) = Held(0.1);
        var second = runs.Start(Shop, "ada", work);
        go.SetResult();
        await Task.WhenAll(first.Ended, second.Ended);
        (first.State, second.State).ShouldBe((ReplayRunState.Stopped, ReplayRunState.Done));
    }

    [Fact]
    public async Task One_at_a_time_runs_in_an_organization_and_others_do_not_wait_for_it()
    {
        var (work, go) = Held(0.4);
        var first = runs.Start(Shop, "ada", work);
        await UntilAsync(() => first.Done > 0);
        var waiting = runs.Start(Shop, "bo", Held(0.5).Work);
        var elsewhere = runs.Start(Other, "cy", Held(0.6).Work);
        await UntilAsync(() => elsewhere.Done > 0);
        waiting.Done.ShouldBe(0);
        go.SetResult();
        await UntilAsync(() => waiting.Done > 0);
    }

    [Fact]
    public async Task What_nobody_asks_for_any_more_ends_by_itself()
    {
        var run = runs.Start(Shop, "ada", async (reach, stop) =>
        {
            for (var i = 0; ; i++)
            {
                stop.ThrowIfCancellationRequested();
                clock.Advance(TimeSpan.FromSeconds(1));
                reach(i / 1000.0);
                await Task.Yield();
            }
        });
        await run.Ended;
        (run.State, run.Done).ShouldBe((ReplayRunState.Stopped, 0.03));
    }

    /// <summary>Work that comes so far, and to its end when it may.</summary>
    private static (Func<Action<double>, CancellationToken, Task<ReplayedView>> Work, TaskCompletionSource Go) Held(double share)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (async (reach, stop) =>
        {
            reach(share);
            await go.Task.WaitAsync(stop);
            return new ReplayedView { Cost = 7, Better = 0, Worse = 0, Refused = 0, Rows = [], Shown = null! };
        }, go);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
            await Task.Delay(5, patience.Token);
    }
}
