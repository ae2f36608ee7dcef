using Laurel.Engine.Packing;

namespace Laurel.Engine.Replaying;

/// <summary>What can be told of an enrolment or a purchase that nobody else has a part in without making one of it.</summary>
/// <param name="Owner">Whose it is; see <see cref="Replaying.Owner"/>.</param>
/// <param name="Id">Of the purchase, or of who joins, in the same way.</param>
internal readonly record struct Glance(uint Owner, uint Id);

/// <summary>Rows that are next, with what a glance at each of them says; the others are decoded.</summary>
internal sealed class ReplayPage(string program) : IDisposable
{
    /// <summary>Enough that most members come several times: the more of one member's follow each other, the sooner what becomes of them is gone.</summary>
    private const int MostRows = 64 * 1024;
    private const int RowsAtOnce = 512;
    private readonly Dictionary<int, Command> decoded = [];
    private readonly Glance?[] glances = new Glance?[MostRows];

    public RowBlock Rows { get; } = new(program);

    /// <summary>Null where the row has to be decoded to know: it is something else, or others have a part in it, or it is looked at again, or its lines are gone.</summary>
    public Glance? GlanceAt(int place) => glances[place];

    public Command CommandOf(int place) => glances[place] is null ? decoded[place] : Wire.DecodeCommand(Rows, place);

    /// <summary>Reads on until it is full, or somebody waits for what there is.</summary>
    public async ValueTask Read(IRows rows, long seq, ReplayMarks marks, Func<bool> isAwaited)
    {
        Rows.Clear(MostRows);
        decoded.Clear();
        int read;
        do
        {
            read = Rows.Count;
            await rows.Recorded(program, seq, RowsAtOnce, Rows);
            for (var place = read; place < Rows.Count; place++)
                Look(place, marks);
            seq = Rows.LastSeq + 1;
        }
        while (Rows.Count == read + RowsAtOnce && Rows.Count < MostRows && !isAwaited());
    }

    public void Dispose() => Rows.Dispose();

    private void Look(int place, ReplayMarks marks)
    {
        glances[place] = Glance(place) is { } glance && !marks.MayBeOf(glance) ? glance : null;
        if (glances[place] is null)
            decoded[place] = Wire.DecodeCommand(Rows, place);
    }

    private Glance? Glance(int place) => !Rows.IsRefused(place) && !Rows.LinesAreDropped(place) && (Rows.Lines(place) is [] || Packed.Is(Rows.Lines(place)))
        && PackedCommands.IsOfOne(Rows.Command(place), out var id, out var owner)
            ? new(owner is [] ? Owner.Nobody : Owner.Of(owner), Owner.Of(id))
            : null;
}
