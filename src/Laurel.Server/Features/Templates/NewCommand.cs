using System.CommandLine;

namespace Laurel.Server.Features.Templates;

/// <summary>`laurel new`: writes the definition of a sector to start from, or lists them.</summary>
internal static class NewCommand
{
    private const int Width = 100;

    public static Verb Create()
    {
        var template = new Argument<string?>("template") { Description = "Which one; without it they are listed", Arity = ArgumentArity.ZeroOrOne };
        var file = new Argument<FileInfo?>("file") { Description = "The file to write; default TEMPLATE.yaml", Arity = ArgumentArity.ZeroOrOne };
        var program = new Option<string?>("--program") { Description = "The id of the program; default the template's", HelpName = "id" };
        var language = new Option<string>("--language") { Description = "In which language to list: en, fr, nl, et", HelpName = "code", DefaultValueFactory = _ => "en" };
        var verb = new VerbWithExamples("new", "Start a program from a template of its sector.", """
            laurel new
            laurel new cafe program.yaml
            laurel new fashion --program my-shop
            laurel new --language nl
            """) { template, file, program, language };
        verb.SetAction(asked => asked.GetValue(template) is { } id
            ? Write(id, asked.GetValue(file), asked.GetValue(program))
            : List(Languages.TryParse(asked.GetValue(language)) ?? Language.English));
        return verb;
    }

    private static int List(Language language)
    {
        foreach (var template in Template.All)
        {
            Console.WriteLine($"{template.Id,-15} {template.Name(language)}");
            foreach (var line in Wrapped($"{template.About(language)} {template.FirstReward(language)}"))
                Console.WriteLine($"{"",-15} {line}");
        }
        return Host.Fine;
    }

    private static int Write(string id, FileInfo? file, string? program)
    {
        if (Template.Find(id) is not { } template)
            return Misused($"there is no template '{id}'. There are: {string.Join(", ", Template.All.Select(t => t.Id))}.");
        var path = file?.FullName ?? Path.GetFullPath(id + ".yaml");
        if (File.Exists(path))
            return Misused($"'{path}' exists already; name another file.");
        var text = program is null ? template.Text : template.For(program);
        var problems = Definitions.DefinitionReader.Read(Engine.Definitions.Yaml.ReadOne(text).Document!).Problems;
        if (problems.Count > 0)
            return Misused(string.Join("\n", problems));
        File.WriteAllText(path, text);
        Console.WriteLine($"{path} is a program now: try `laurel check {Path.GetFileName(path)}`, change it, and publish it.");
        return Host.Fine;
    }

    private static int Misused(string why)
    {
        Console.Error.WriteLine("laurel new: " + why);
        return Host.Misused;
    }

    private static IEnumerable<string> Wrapped(string text)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length >= Width)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return line;
    }
}
