using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Laurel.Server.Ui;

/// <summary>A piece of a page: it knows for whom it is made, and speaks her language.</summary>
public abstract partial class Piece : ComponentBase
{
    [Inject]
    internal Visitor Visitor { get; set; } = null!;

    private protected Language Language => Visitor.Language;

    private protected CultureInfo Culture => Language.Culture();

    private protected string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Unbroken(Words.Say(Language, key, values), Language);

    /// <summary>French keeps a space before these marks, at which no line may break.</summary>
    private static string Unbroken(string text, Language language) =>
        language == Language.French ? BeforeMark().Replace(text, "\u00a0") : text;

    [GeneratedRegex(" (?=[:;?!%»])|(?<=«) ")]
    private static partial Regex BeforeMark();

    private protected string Link(string path) => Visitor.Link(path);
}
