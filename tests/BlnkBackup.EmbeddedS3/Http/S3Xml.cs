using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BlnkBackup.EmbeddedS3.Http;

/// <summary>S3's XML, both ways.</summary>
static class S3Xml
{
    static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>A result document; null content is left out.</summary>
    public static XElement Result(string name, params object?[] content)
    {
        var root = new XElement(name, content);
        foreach (var element in root.DescendantsAndSelf()) element.Name = Namespace + element.Name.LocalName;
        return root;
    }

    public static XElement? Optional(string name, object? value) => value is null ? null : new XElement(name, value);

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Quoted(string etag) => $"\"{etag}\"";

    /// <summary>Bytes to send. Keys may hold characters XML 1.0 has no form for; S3 writes them as references, and so do we.</summary>
    public static byte[] Write(XElement root, bool leadingSpace)
    {
        using var buffer = new MemoryStream();
        buffer.Write("""<?xml version="1.0" encoding="UTF-8"?>"""u8);
        buffer.Write(leadingSpace ? "\n  \n  "u8 : "\n"u8);
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false, Encoding = new System.Text.UTF8Encoding(false) };
        using (var writer = XmlWriter.Create(buffer, settings)) root.WriteTo(writer);
        return buffer.ToArray();
    }

    /// <summary>A request's document, whose root must have the given name; any namespace, as S3 takes it.</summary>
    public static XElement Read(byte[] bytes, string rootName)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            var root = XElement.Load(reader);
            return root.Name.LocalName == rootName ? root : throw S3Errors.MalformedXml();
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    public static string? Text(this XElement parent, string name) =>
        parent.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;
}
