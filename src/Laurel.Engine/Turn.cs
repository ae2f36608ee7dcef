namespace Laurel.Engine;

/// <summary>
/// One batch on its way: known ids first, then what it needs, then each decision on top of those before it. Nothing outside
/// changes until <see cref="Settle"/>, which is called after the append.
/// </summary>
/// <param name="before">The turn that is on its way to the disk, on which this one stands; null when there is none.</param>
internal sealed class Turn(Books books, Turn? before, IRows rows, WriterOptions options)
{
    private readonly List<Work> works = [];
    private Turn? before = before;
    private readonly Dictionary<string, Page> pages = [];
    private readonly Dictionary<CommandWork, Answer> answers = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Work Work, IReadOnlyList<OrdinaryWrite> Writes)> ordinary = [];
    private readonly List<(string Program, CommandId Command, int Tries)> tries = [];
    private readonly List<WriterFault> faults = [];

    /// <summary>The work whose ordinary writes are the batch's item of this number.</summary>
    public Work Item(int number) => ordinary[number].Work;

    /// <summary>All that was taken, in the order in which it came.</summary>
    public IReadOnlyList<Work> Works => works;

    /// <summary>Decides more, on top of what was decided before.</summary>
    public async ValueTask Decide(IReadOnlyList<Work> more)
    {
        works.AddRange(more);
        foreach (var group in more.OfType<CommandWork>().GroupBy(work => work.Program))
            await Open(group.Key, [.. group]);
        foreach (var work in more)
        {
            if (work is CommandWork command)
                await Take(command);
            else
                ordinary.Add((work, work.Writes));
            if (work is WritesWork { Releases: var (program, released) })
                tries.Add((program, released, 0));
        }
    }

    /// <summary>The append is on disk: what it added becomes what is known, and everybody is answered.</summary>
    public void Settle(IReadOnlyList<int> changed)
    {
        before = null;
        foreach (var (program, page) in pages)
        {
            page.StandAlone();
            if (page.Rows.Count > 0)
                books.Put(program, new Book(page.Program, page.Seq, page.Chain));
            foreach (var key in page.Overlay.All.Keys)
                books.Cache.Put(program, key, page.Overlay[key], page.Lag(key));
        }
        foreach (var (program, command, count) in tries)
            books.Tried(program, command, count);
        foreach (var fault in faults)
            options.OnFault(fault);
        foreach (var (work, answer) in answers)
            work.Answer(answer);
        for (var item = 0; item < changed.Count; item++)
            (ordinary[item].Work as WritesWork)?.Answer(changed[item]);
    }

    /// <summary>Opens a page, and puts on it the rows that are known of its commands and the documents they ask for at first.</summary>
    private async ValueTask Open(string program, IReadOnlyList<CommandWork> works)
    {
        if (!pages.TryGetValue(program, out var page))
        {
            var below = before?.pages.GetValueOrDefault(program);
            var book = below?.Book ?? books.Find(program);
            if (book is null && !works.Any(work => work.Command is PublishDefinition))
                return;
            page = pages[program] = new Page(book ?? Book.Empty(program), below, rows, books.Cache);
        }
        if (page.IsNew)
            return;
        var ids = works.Select(work => work.Command.Id.Value).Distinct().ToList();
        var keys = works.Select(work => work.Asked.NaturalKey).OfType<string>().Distinct().ToList();
        foreach (var row in await rows.Find(program, ids, keys))
            page.Remember(row);
        foreach (var work in works)
            work.FirstNeeds = FirstNeeds(page.Program, work.Command);
        await page.Overlay.Need([.. works.SelectMany(work => work.FirstNeeds ?? [])]);
    }

    /// <summary>What a command asks for before it has seen anything. A failure here is met again, and answered, when it is decided.</summary>
    private static IReadOnlyList<Key>? FirstNeeds(Program program, Command command)
    {
        try
        {
            return program.Needs(command, new Seen());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private async ValueTask Take(CommandWork work)
    {
        if (!pages.TryGetValue(work.Program, out var page) || (page is { IsNew: true, Seq: 0 } && work.Command is not PublishDefinition))
            answers[work] = new Answer.NoProgram(work.Program);
        else if (page.Known(work.Asked) is { } known)
            answers[work] = Again(page, known, work.Asked);
        else if (Tries(work) >= options.LargestTries)
            answers[work] = new Answer.Quarantined(work.Command.Id, "It failed before, and is kept aside until somebody has looked.");
        else
            await Decide(work, page);
    }

    private static Answer Again(Page page, StoredRow known, Asked asked) => asked.Differences(known) switch
    {
        [] => new Answer.Decided(page.Read(known), Replayed: true),
        var fields => new Answer.Conflict(page.Read(known), fields),
    };

    private async ValueTask Decide(CommandWork work, Page page)
    {
        try
        {
            var first = page.IsSameProgram ? work.FirstNeeds : null;
            var decision = await Deciding.Decide(page.Program, work.Command, page.Overlay, first);
            answers[work] = new Answer.Decided(page.Add(work.Asked, decision, options.Time.GetUtcNow()), Replayed: false);
            if (decision.IsAccepted && work.Writes.Count > 0)
                ordinary.Add((work, work.Writes));
            if (Tries(work) > 0)
                Release(work);
        }
        catch (InvariantBrokenException e)
        {
            throw new BrokenDecisionException(work, e);
        }
        catch (Exception e) when (e is not JournalException)
        {
            page.Overlay.Drop();
            Quarantine(work, Tries(work) + 1, e);
        }
    }

    /// <summary>Sets a command aside: its neighbours go on, it is answered, kept and reported.</summary>
    private void Quarantine(CommandWork work, int count, Exception problem)
    {
        var kept = Quarantined.Keep(work, count, problem, options.Time.GetUtcNow());
        ordinary.Add((work, [kept]));
        tries.Add((work.Program, work.Command.Id, count));
        faults.Add(new WriterFault("A command could not be decided", work.Program, work.Command.Id, problem));
        answers[work] = new Answer.Quarantined(work.Command.Id, problem.Message);
    }

    private void Release(CommandWork work)
    {
        ordinary.Add((work, [Quarantined.Release(work.Program, work.Command.Id)]));
        tries.Add((work.Program, work.Command.Id, 0));
    }

    private int Tries(CommandWork work) =>
        TriedNow(work) ?? before?.TriedNow(work) ?? books.Tries(work.Program, work.Command.Id);

    private int? TriedNow(CommandWork work)
    {
        var at = tries.FindLastIndex(tried => tried.Program == work.Program && tried.Command == work.Command.Id);
        return at < 0 ? null : tries[at].Tries;
    }

    /// <summary>What it comes to on disk.</summary>
    public Batch Written() => new()
    {
        Heads = [.. pages.Values.Where(page => page.Rows.Count > 0).Select(page => page.Advance)],
        Rows = [.. pages.Values.SelectMany(page => page.Rows)],
        Documents = [.. pages.Values.SelectMany(page => page.Documents)],
        Ordinary = [.. ordinary.Select(item => item.Writes)],
    };
}

/// <summary>The decision of a command broke an invariant.</summary>
internal sealed class BrokenDecisionException(CommandWork work, InvariantBrokenException cause) : Exception(cause.Message, cause)
{
    public CommandWork Work { get; } = work;
}
