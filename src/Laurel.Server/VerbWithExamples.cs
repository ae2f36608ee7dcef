using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Laurel.Server;

/// <summary>A verb of the command line whose help ends with lines that can be typed as they are.</summary>
internal sealed class VerbWithExamples(string name, string description, string examples) : Verb(name, description)
{
    public string Examples { get; } = examples;

    /// <summary>The help option of the root: what the library prints, and the examples after it.</summary>
    public static HelpOption Help()
    {
        var option = new HelpOption();
        option.Action = new WithExamples((HelpAction)option.Action!);
        return option;
    }

    private sealed class WithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is not VerbWithExamples verb)
                return result;
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in verb.Examples.Split('\n'))
                output.WriteLine("  " + line.TrimEnd());
            output.WriteLine();
            return result;
        }
    }
}
