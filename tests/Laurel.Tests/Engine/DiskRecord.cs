using System.Text;

namespace Laurel.Tests.Engine;

/// <summary>What a process did to its database file (0) and write-ahead log (1), in order, as tests/crash/recorder.c records it.</summary>
internal sealed class DiskRecord
{
    private const int SectorBytes = 512;
    private readonly List<Step> steps = [];

    private enum Kind
    {
        Write = 1,
        Truncate = 2,
        Sync = 3,
        Print = 4,
        Unlink = 5,
    }

    public int Count => steps.Count;

    /// <summary>After this the process had said that it was ready.</summary>
    public int Ready => steps.FindIndex(step => step.Kind == Kind.Print && Text(step).Contains("ready", StringComparison.Ordinal)) + 1;

    public static DiskRecord Read(string path)
    {
        var record = new DiskRecord();
        using var reader = new BinaryReader(File.OpenRead(path));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var (kind, file, offset, length) = ((Kind)reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt32());
            record.steps.Add(new Step(kind, file, offset, kind is Kind.Write or Kind.Print ? reader.ReadBytes(length) : []));
        }
        return record;
    }

    /// <summary>The purchases whose answers were printed before a place.</summary>
    public IReadOnlyCollection<string> AnsweredBy(int at) =>
    [
        .. string.Concat(steps.Take(at).Skip(Ready).Where(step => step.Kind == Kind.Print).Select(Text))
            .Split('\n')[..^1]
            .Select(line => line.Split(' '))
            .Where(words => words is [_, var seq] && long.TryParse(seq, out _))
            .Select(words => words[0]),
    ];

    /// <summary>Writes the two files as a cut at a place could have left them.</summary>
    public void Image(string path, int at, Random random, bool keepsLogSyncs)
    {
        for (var file = 0; file < 2; file++)
        {
            var image = new MemoryStream();
            var lost = 0;
            for (var i = 0; i < at; i++)
                lost = steps[i].Kind == Kind.Sync && steps[i].File == file && (file == 0 || keepsLogSyncs) ? i : lost;
            var exists = false;
            for (var i = 0; i < at; i++)
            {
                if (steps[i].File == file && steps[i].Kind is Kind.Write or Kind.Truncate or Kind.Unlink)
                    exists = Apply(image, steps[i], i < lost ? null : random);
            }
            if (exists)
                File.WriteAllBytes(file == 0 ? path : path + "-wal", image.ToArray());
        }
    }

    /// <param name="random">Chance decides what of a step that was not synced is there; null is all of it.</param>
    private static bool Apply(MemoryStream image, Step step, Random? random)
    {
        if (step.Kind == Kind.Unlink)
        {
            image.SetLength(0);
            return false;
        }
        var fate = random?.Next(3) ?? 0;
        if (step.Kind == Kind.Truncate && fate == 0)
            image.SetLength(step.Offset);
        for (var from = 0; from < step.Bytes.Length && fate != 1; from += SectorBytes)
        {
            if (fate == 2 && random!.Next(2) == 0)
                continue;
            image.Position = step.Offset + from;
            image.Write(step.Bytes, from, Math.Min(SectorBytes, step.Bytes.Length - from));
        }
        return true;
    }

    private static string Text(Step step) => Encoding.UTF8.GetString(step.Bytes);

    private readonly record struct Step(Kind Kind, int File, long Offset, byte[] Bytes);
}
