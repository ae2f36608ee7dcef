using System.Buffers;
using System.Text;
using Laurel.Engine.Packing;

namespace Laurel.Engine;

/// <summary>
/// Recorded rows, one after the other in memory that is used again for the next ones. As objects, all that are read ahead would be moved about
/// by the collector; of a block, a row is an object for as long as somebody looks at it.
/// </summary>
internal sealed class RowBlock(string program) : IDisposable
{
    private const int PieceBytes = 1 << 20;
    private readonly List<byte[]> pieces = [];
    private Row[] rows = [];
    private int piece;
    private int used;

    public int Count { get; private set; }

    public long LastSeq => Count == 0 ? 0 : rows[Count - 1].Seq;

    public RecordedRow this[int place]
    {
        get
        {
            ref readonly var row = ref rows[place];
            return new RecordedRow
            {
                Program = program,
                Seq = row.Seq,
                CommandId = Encoding.UTF8.GetString(Of(row.CommandId)),
                At = row.At,
                RecordedAt = row.RecordedAt,
                IsTimedByServer = row.IsTimedByServer,
                Actor = Encoding.UTF8.GetString(Of(row.Actor)),
                Format = row.Format,
                Command = Of(row.Command).ToArray(),
                Lines = OrNull(row.Lines),
                LinesAreDropped = row.LinesAreDropped,
                Events = OrNull(row.Events),
                Refusal = OrNull(row.Refusal),
            };
        }
    }

    public ReadOnlySpan<byte> Command(int place) => Of(rows[place].Command);

    /// <summary>Empty where there are none.</summary>
    public ReadOnlySpan<byte> Lines(int place) => Of(rows[place].Lines);

    /// <summary>Empty where there are none.</summary>
    public ReadOnlySpan<byte> Events(int place) => Of(rows[place].Events);

    public int Format(int place) => rows[place].Format;

    /// <summary>What stands in columns of its own, but for the lines.</summary>
    public Columns Columns(int place)
    {
        ref readonly var row = ref rows[place];
        return new(new CommandId(Encoding.UTF8.GetString(Of(row.CommandId))), row.At, KnownWords.Mine.Text(Of(row.Actor)), row.IsTimedByServer, []);
    }

    public bool LinesAreDropped(int place) => rows[place].LinesAreDropped;

    public bool IsRefused(int place) => rows[place].Refusal.Length >= 0;

    public long Seq(int place) => rows[place].Seq;

    /// <summary>Makes room for other rows.</summary>
    /// <param name="most">So many at most.</param>
    public void Clear(int most)
    {
        (Count, piece, used) = (0, 0, 0);
        if (rows.Length >= most)
            return;
        ArrayPool<Row>.Shared.Return(rows);
        rows = ArrayPool<Row>.Shared.Rent(most);
    }

    public void Add(in Row row) => rows[Count++] = row;

    /// <summary>Takes a column into the block.</summary>
    public Place Keep(ReadOnlySpan<byte> column)
    {
        while (piece < pieces.Count && pieces[piece].Length - used < column.Length)
            (piece, used) = (piece + 1, 0);
        if (piece == pieces.Count)
            pieces.Add(ArrayPool<byte>.Shared.Rent(Math.Max(PieceBytes, column.Length)));
        column.CopyTo(pieces[piece].AsSpan(used));
        used += column.Length;
        return new Place(piece, used - column.Length, column.Length);
    }

    /// <summary>Gives back its memory; it has no rows any more.</summary>
    public void Dispose()
    {
        Count = 0;
        pieces.ForEach(bytes => ArrayPool<byte>.Shared.Return(bytes));
        pieces.Clear();
        ArrayPool<Row>.Shared.Return(rows);
        rows = [];
    }

    private byte[]? OrNull(Place place) => place.Length < 0 ? null : Of(place).ToArray();

    private ReadOnlySpan<byte> Of(Place place) => place.Length <= 0 ? [] : pieces[place.Piece].AsSpan(place.From, place.Length);

    /// <summary>Where a column lies in the block.</summary>
    public readonly record struct Place(int Piece, int From, int Length)
    {
        /// <summary>There is none.</summary>
        public static readonly Place Null = new(0, 0, -1);
    }

    public readonly record struct Row
    {
        public required long Seq { get; init; }
        public required Place CommandId { get; init; }
        public required DateTimeOffset At { get; init; }
        public required DateTimeOffset RecordedAt { get; init; }
        public required bool IsTimedByServer { get; init; }
        public required Place Actor { get; init; }
        public required int Format { get; init; }
        public required Place Command { get; init; }
        public required Place Lines { get; init; }
        public required bool LinesAreDropped { get; init; }
        public required Place Events { get; init; }
        public required Place Refusal { get; init; }
    }
}
