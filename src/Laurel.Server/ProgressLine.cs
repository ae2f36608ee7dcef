using Spectre.Console;

namespace Laurel.Server;

/// <summary>A progress bar on standard error: a moving one on a terminal, a line now and then elsewhere.</summary>
internal static class ProgressLine
{
    private static readonly IAnsiConsole Screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static async Task Show(string what, double total, Func<Action<double>, Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await Console.Error.WriteLineAsync($"{what} ...");
            await work(_ => { });
            return;
        }
        await Screen.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async shown =>
            {
                var task = shown.AddTask(what, maxValue: Math.Max(1, total));
                await work(done => task.Value = done);
                task.Value = task.MaxValue;
            });
    }
}
