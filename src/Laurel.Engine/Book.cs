using System.Collections.Immutable;

namespace Laurel.Engine;

/// <summary>A program as it stands on disk: its versions and the end of its journal.</summary>
internal sealed record Book(Program Program, long Seq, byte[] Chain)
{
    public static Book Empty(string program) => new(Program.Empty(program), 0, Engine.Chain.Start);

    public static async ValueTask<Book> Load(IRows rows, Head head) =>
        new(await Timeline(rows, head.Program), head.Seq, head.Chain);

    /// <summary>The program's versions, from the rows that published them.</summary>
    public static async ValueTask<Program> Timeline(IRows rows, string name)
    {
        var program = Program.Empty(name);
        foreach (var row in await rows.From(name, 1, int.MaxValue, "publish"))
        {
            if (row.Refusal is null)
                program = program.Apply(Wire.DecodeCommand(row), Wire.DecodeEvents(row));
        }
        return program;
    }
}

/// <summary>What the writer knows to be durable. It is changed only after an append, and read again from disk after a fault.</summary>
internal sealed class Books(DocumentCache cache)
{
    private readonly Dictionary<string, Book> books = [];
    private readonly Dictionary<(string Program, CommandId Command), int> tries = [];

    public DocumentCache Cache { get; } = cache;

    /// <summary>May be read by anybody while the loop goes on.</summary>
    public ImmutableDictionary<string, Program> Programs { get; private set; } = [];

    public static async ValueTask<Books> Load(IRows rows, WriterOptions options)
    {
        var loaded = new Books(new DocumentCache(options.CachedDocuments));
        foreach (var head in await rows.Heads())
            loaded.Put(head.Program, await Book.Load(rows, head));
        foreach (var kept in await rows.Quarantine())
            loaded.tries.Add((kept.Program, kept.Command), kept.Tries);
        return loaded;
    }

    public Book? Find(string program) => books.GetValueOrDefault(program);

    public void Put(string program, Book book)
    {
        books[program] = book;
        Programs = Programs.SetItem(program, book.Program);
    }

    public int Tries(string program, CommandId command) => tries.GetValueOrDefault((program, command));

    public void Tried(string program, CommandId command, int count)
    {
        if (count == 0)
            tries.Remove((program, command));
        else
            tries[(program, command)] = count;
    }
}
