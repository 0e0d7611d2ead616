package dev.slipway.processes.lint;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the XML of a model that may come from anybody: bounded, and without a DTD. */
final class ModelReader {

  static final int MOST_BYTES = 2 * 1024 * 1024;
  static final int MOST_DEPTH = 50;
  static final int MOST_ELEMENTS = 5_000;

  private ModelReader() {}

  static Element read(String xml) throws UnreadableModelException {
    if (xml.length() > MOST_BYTES || xml.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new UnreadableModelException(0, "The file is larger than 2 MiB.");
    }
    try {
      return readTree(factory().createXMLStreamReader(new StringReader(xml)));
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
      throw new UnreadableModelException(line, "The file is not well-formed XML.");
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory;
  }

  private static Element readTree(XMLStreamReader reader)
      throws XMLStreamException, UnreadableModelException {
    @Nullable Element root = null;
    @Nullable Element current = null;
    int depth = 0;
    int elements = 0;
    while (reader.hasNext()) {
      int line = Math.max(1, reader.getLocation().getLineNumber());
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new UnreadableModelException(
                line, "The file declares a document type or uses an entity.");
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > MOST_DEPTH) {
            throw new UnreadableModelException(
                line, "The elements are nested deeper than " + MOST_DEPTH + " levels.");
          }
          if (++elements > MOST_ELEMENTS) {
            throw new UnreadableModelException(
                line, "The file holds more than " + MOST_ELEMENTS + " elements.");
          }
          Element element = element(reader, line, current);
          if (current == null) {
            root = element;
          } else {
            current.add(element);
          }
          current = element;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          current = current == null ? null : current.parent().orElse(null);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (current != null) {
            current.append(reader.getText());
          }
        }
        default -> {
          // Comments and processing instructions mean nothing to the engine.
        }
      }
    }
    if (root == null) {
      throw new UnreadableModelException(0, "The file is empty.");
    }
    if (!root.is("definitions")) {
      throw new UnreadableModelException(root.line(), "The file is XML, but not BPMN 2.0.");
    }
    return root;
  }

  private static Element element(XMLStreamReader reader, int line, @Nullable Element parent) {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(
          attributeName(reader.getAttributeNamespace(i), reader.getAttributeLocalName(i)),
          reader.getAttributeValue(i));
    }
    return new Element(
        Namespace.of(reader.getNamespaceURI()), reader.getLocalName(), attributes, line, parent);
  }

  private static String attributeName(@Nullable String uri, String name) {
    if (uri == null || uri.isEmpty()) {
      return name;
    }
    return uri.equals(Namespace.FLOWABLE_URI) ? "flowable:" + name : "{" + uri + "}" + name;
  }
}
