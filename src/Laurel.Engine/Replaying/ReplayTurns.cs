namespace Laurel.Engine.Replaying;

/// <summary>
/// Hands the rows of a page out to the lanes, in turns. What shares something runs between two turns: it waits for its member's lane, and what
/// is next of hers waits for it, while everybody else goes on. What may touch anybody waits until all that is before it has run.
/// </summary>
internal sealed class ReplayTurns(ReplayLanes lanes, ReplayOwners owners, ReplayPage page, SeeingLane see, CancellationToken cancellation)
{
    private readonly List<(int Place, Command Command, MemberId Member)> sharing = [];

    /// <summary>Those who have to wait for the next turn.</summary>
    private readonly HashSet<uint> waiting = [];

    /// <summary>The rows of theirs that do.</summary>
    private List<int> later = [];
    private bool sharesLater;
    private bool hasGiven;
    private int next;

    /// <summary>Runs what comes between two turns, and gives every lane what it can run in the next.</summary>
    /// <returns>Whether there is a next.</returns>
    public bool HandOut()
    {
        foreach (var (place, command, member) in sharing)
            Run(place, command, lanes.Of(member).Number, member);
        var again = later;
        (later, sharesLater, hasGiven) = ([], false, false);
        sharing.Clear();
        waiting.Clear();
        owners.ForgetDoubts();
        foreach (var place in again)
            HandOut(place);
        while (next < page.Rows.Count && HandOut(next))
            next++;
        return hasGiven || sharing.Count > 0;
    }

    /// <returns>False where it cannot run before all others have.</returns>
    private bool HandOut(int place)
    {
        cancellation.ThrowIfCancellationRequested();
        if (owners.AtAGlance(page, place) is { } known)
            return Give(known, place);
        if (page.Rows.LinesAreDropped(place))
            throw Dropped(page.Rows.Seq(place));
        var command = page.CommandOf(place);
        if (owners.AreLeftOut(command))
            return true;
        var reach = owners.Of(command, page.Rows.IsRefused(place));
        if (reach.Owner is not { } owner)
            return !hasGiven && sharing.Count == 0 && later.Count == 0 && Run(place, command, lanes.Count);
        if (owners.AreInDoubt(command))
            waiting.Add(owner);
        return reach.Sharing is { } member ? Share(owner, place, command, member) : Give(owner, place);
    }

    private bool Give(uint owner, int place)
    {
        hasGiven = true;
        if (waiting.Count > 0 && waiting.Contains(owner))
            later.Add(place);
        else
            (owner == Owner.Nobody ? lanes.At(place) : lanes.Of(owner)).Add(owner, place);
        return true;
    }

    /// <summary>Those that share something run in the order of the journal.</summary>
    private bool Share(uint owner, int place, Command command, MemberId member)
    {
        sharesLater |= waiting.Contains(owner);
        waiting.Add(owner);
        if (page.Rows.IsRefused(place))
            owners.Doubt(command);
        if (sharesLater)
            later.Add(place);
        else
            sharing.Add((place, command, member));
        return true;
    }

    private bool Run(int place, Command command, int part, MemberId? own = null)
    {
        var decision = lanes.Alone(command, own);
        if (page.Rows.IsRefused(place) && decision.IsAccepted)
            owners.Revive(command);
        see(part, new Replayed(page.Rows, place, command, decision));
        return true;
    }

    private static JournalException Dropped(long seq) =>
        new($"The lines of row {seq} were dropped by a retention rule; it cannot be decided again.", isFatal: false);
}
