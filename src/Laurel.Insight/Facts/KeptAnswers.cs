namespace Laurel.Insight.Facts;

/// <summary>
/// Answers lie beside the facts until something is recorded of a day they see; the batch that records it takes them away in its own
/// transaction. So a page asked twice costs nothing, also after a restart.
/// </summary>
public sealed partial class FactsFile
{
    /// <summary>A few questions with a few parts are asked; more than this, and they are all forgotten.</summary>
    private const long MostAnswers = 2_000;

    /// <summary>How far the facts are with all that is kept beside them; null in the midst of catching up, and where nothing was read.</summary>
    internal long? SettledSeq(string program)
    {
        using var reader = Select("""
            SELECT s.seq FROM settled s JOIN progress p ON p.program = s.program AND p.seq = s.seq WHERE s.program = $program AND s.seq > 0
            """, ("program", program));
        return reader.Read() ? reader.GetInt64(0) : null;
    }

    /// <summary>What was answered, if it still holds.</summary>
    internal string? KeptAnswer(string program, string asked)
    {
        using var reader = Select("""
            SELECT a.figures FROM kept_answers a
            JOIN settled s ON s.program = a.program AND s.seq = a.seq JOIN progress p ON p.program = s.program AND p.seq = s.seq
            WHERE a.program = $program AND a.asked = $asked
            """, ("program", program), ("asked", asked));
        return reader.Read() ? reader.GetString(0) : null;
    }

    /// <param name="seq">Of <see cref="SettledSeq"/> before it was asked: what came since makes the answer one that does not hold.</param>
    internal void KeepAnswer(string program, string asked, DateOnly asOf, long seq, string figures)
    {
        Execute("DELETE FROM kept_answers WHERE (SELECT count(*) FROM kept_answers) > $most", ("most", MostAnswers));
        Execute("DELETE FROM kept_answers WHERE program = $program AND asked = $asked", ("program", program), ("asked", asked));
        Execute("INSERT INTO kept_answers VALUES ($program, $asked, $as_of, $seq, $figures)",
            ("program", program), ("asked", asked), ("as_of", asOf), ("seq", seq), ("figures", figures));
    }
}
