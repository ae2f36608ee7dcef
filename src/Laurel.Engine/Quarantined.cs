using System.Text.Json;

namespace Laurel.Engine;

/// <summary>The writes that keep a command aside, and let it go.</summary>
internal static class Quarantined
{
    public static OrdinaryWrite Keep(CommandWork work, int tries, Exception problem, DateTimeOffset at) => new(
        """
        INSERT INTO quarantine (program, command_id, kind, at, tries, problem, asked)
        VALUES (@program, @command, @kind, @at, @tries, @problem, @asked)
        ON CONFLICT (program, command_id) DO UPDATE SET at = excluded.at, tries = excluded.tries, problem = excluded.problem
        """,
        ("@program", work.Program),
        ("@command", work.Command.Id.Value),
        ("@kind", Wire.Kind(work.Command)),
        ("@at", at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks),
        ("@tries", tries),
        ("@problem", problem.ToString()),
        ("@asked", JsonSerializer.Serialize(work.Command, Wire.Json)));

    public static OrdinaryWrite Release(string program, CommandId command) => new(
        "DELETE FROM quarantine WHERE program = @program AND command_id = @command",
        ("@program", program),
        ("@command", command.Value));
}
